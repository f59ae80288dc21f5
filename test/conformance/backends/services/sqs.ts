import { createHash } from 'node:crypto';
import { firstHeader } from '../../../../src/gateway/headers.js';
import type { Json, JsonObject } from '../../../../src/model/index.js';
import { entriesOf, objectOf, textOf } from '../../values.js';
import { answered, jsonAnswer, type ServiceStandIn, someId, unknownAction } from './service.js';

/** One queue, by the query protocol and by JSON: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
export function openSqs(): ServiceStandIn {
  const messages: JsonObject[] = [];
  return {
    reads: {
      sqs_collect_messages: () => messages,
      'sqs.receive_message': () => ({ Messages: messages }),
    },
    answer(call) {
      if (call.action !== 'SendMessage') unknownAction(call);
      const message = received(objectOf(call.parameters));
      messages.push(message);
      const result = { MessageId: someId, MD5OfMessageBody: message['MD5OfBody'] ?? '' };
      const { headers } = call.request;
      if (firstHeader(headers, 'X-Amz-Target') !== undefined) return jsonAnswer(result);
      return firstHeader(headers, 'Accept')?.includes('json') === true
        ? jsonAnswer(wrapped(result), 200, 'application/json')
        : answered(200, [['Content-Type', 'text/xml']], '<SendMessageResponse/>');
    },
  };
}

function wrapped(result: JsonObject): JsonObject {
  return { SendMessageResponse: { SendMessageResult: result, ResponseMetadata: { RequestId: someId } } };
}

function received(parameters: JsonObject): JsonObject {
  const body = textOf(parameters['MessageBody']);
  const attributes = attributesOf(parameters);
  return {
    MessageId: someId,
    ReceiptHandle: 'handle',
    MD5OfBody: createHash('md5').update(body).digest('hex'),
    Body: body,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

/** JSON has them as a map, the query protocol as `MessageAttribute.1.Name`. */
function attributesOf(parameters: JsonObject): JsonObject {
  const numbers = entriesOf(parameters).flatMap(([key]) => /^MessageAttribute\.(\d+)\.Name$/.exec(key)?.[1] ?? []);
  const numbered = numbers.map((number): [string, Json] => [
    textOf(parameters[`MessageAttribute.${number}.Name`]),
    valuesOf(parameters, `MessageAttribute.${number}.Value.`),
  ]);
  return { ...objectOf(parameters['MessageAttributes']), ...Object.fromEntries(numbered) };
}

function valuesOf(parameters: JsonObject, prefix: string): JsonObject {
  return Object.fromEntries(
    entriesOf(parameters).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}
