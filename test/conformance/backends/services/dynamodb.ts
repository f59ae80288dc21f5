import type { ServiceCall } from '../../../../src/gateway/gateway.js';
import type { JsonObject } from '../../../../src/model/index.js';
import { entriesOf, listOf, objectOf, textOf } from '../../values.js';
import { jsonAnswer, type ServiceStandIn, unknownAction } from './service.js';

/** A table whose only key is the text `id`: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ */
export function openDynamoDb({ items }: JsonObject): ServiceStandIn {
  const table = new Map(listOf(items).map((item) => [idOf(objectOf(item)), objectOf(item)] as const));
  const sorted = () => [...table].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
  return {
    reads: { 'dynamodb.scan': () => counted(sorted()) },
    answer(call) {
      const value = called(call, table, sorted);
      return value ? jsonAnswer(value) : unknownAction(call);
    },
  };
}

function called(
  { action, parameters }: ServiceCall,
  table: Map<string, JsonObject>,
  sorted: () => JsonObject[],
): JsonObject | undefined {
  const { Item, Key } = objectOf(parameters);
  switch (action) {
    case 'PutItem':
      table.set(idOf(objectOf(Item)), objectOf(Item));
      return {};
    case 'GetItem': {
      const found = table.get(idOf(objectOf(Key)));
      return found ? { Item: found } : {};
    }
    case 'DeleteItem':
      table.delete(idOf(objectOf(Key)));
      return {};
    case 'Scan':
      return counted(sorted());
    case 'Query':
      return counted(sorted().filter((item) => idOf(item) === wantedId(objectOf(parameters))));
    default:
      return undefined;
  }
}

function idOf({ id }: JsonObject): string {
  return textOf(objectOf(id)['S']);
}

/** `KeyConditionExpression` of these cases is `id = :value`. */
function wantedId({ ExpressionAttributeValues }: JsonObject): string | undefined {
  const [value] = entriesOf(ExpressionAttributeValues).map(([, item]) => textOf(objectOf(item)['S']));
  return value;
}

function counted(items: JsonObject[]): JsonObject {
  return { Count: items.length, Items: items, ScannedCount: items.length };
}
