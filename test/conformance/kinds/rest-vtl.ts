import type { MappingScope } from '../../../src/gateway/rest/mappings.js';
import { renderTemplate, templateContext, util } from '../../../src/gateway/rest/templates.js';
import { renderVelocity } from '../../../src/gateway/rest/velocity.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { differences, newMatching } from '../matchers.js';
import { partDifferences } from '../parts.js';
import { entriesOf, follow, jsonOf, listOf, objectOf, textOf } from '../values.js';
import { readXml } from '../xml.js';

/** Mapping templates, one after the other, each on the output of the one before; or single calls of `$util`. */
export async function checkRestVtl(fields: JsonObject): Promise<Verdict> {
  if (fields['utilCalls'] !== undefined) return verdictOf(listOf(fields['utilCalls']).flatMap(callDifferences));
  const input = objectOf(fields['input']);
  if (input['variables'] !== undefined) return withVariables(fields);
  const scope = scopeOf(input);
  let text = textOf(input['body']);
  for (const step of listOf(fields['steps'])) {
    const rendered = await renderTemplate(textOf(objectOf(step)['template']), scope, text);
    if (typeof rendered !== 'string')
      throw new Unsupported('notSimulated' in rendered ? rendered.notSimulated : 'a second override');
    text = rendered;
  }
  return verdictOf(textDifferences(objectOf(fields['expected']), text, scope.context));
}

/** A template that reads variables which API Gateway does not have tries the language itself. */
function withVariables({ steps, input, expected }: JsonObject): Verdict {
  const variables = objectOf(objectOf(input)['variables']);
  const texts = listOf(steps).map((step) => renderVelocity(textOf(objectOf(step)['template']), { ...variables }));
  return verdictOf(textDifferences(objectOf(expected), texts.join(''), {}));
}

function scopeOf(input: JsonObject): MappingScope {
  const params = objectOf(input['params']);
  const pairs = (place: string) => entriesOf(params[place]).map(([name, value]) => [name, textOf(value)] as const);
  const body = textOf(input['body']);
  const others = Object.keys(input).filter((key) => !['body', 'params', 'context', 'stageVariables'].includes(key));
  if (others.length > 0) throw new Unsupported(`template input ${others.join(', ')}`);
  return {
    request: {
      sent: {
        ...{ method: 'GET', rawPath: '/', rawQuery: '', sourceIp: '203.0.113.7' },
        headers: pairs('header'),
        ...(body !== '' && { body: Buffer.from(body) }),
      },
      ...{ method: 'GET', path: '/', requestId: '', extendedRequestId: '', traceId: '', time: new Date(0) },
      query: pairs('querystring'),
      resource: { id: '', path: '/' },
      pathParameters: Object.fromEntries(pairs('path')),
    },
    context: templateContext(objectOf(input['context'])),
    stageVariables: Object.fromEntries(
      entriesOf(input['stageVariables']).map(([name, value]) => [name, textOf(value)]),
    ),
  };
}

function textDifferences(expected: JsonObject, text: string, context: JsonObject): string[] {
  const parsed = (name: Json | undefined) => (name === '$xml' ? readXml(text) : jsonOf(text));
  return entriesOf(expected).flatMap(([name, wanted]) => {
    switch (name) {
      case 'text':
        return differences(wanted, text, newMatching(), name);
      case 'textAsJson':
        return differences(wanted, jsonOf(text), newMatching(), name);
      case 'parts':
        return listOf(wanted).flatMap((part) => {
          const [form, ...path] = listOf(objectOf(part)['path']);
          return partDifferences(part, follow(parsed(form), path));
        });
      case 'overrides':
        return overrideDifferences(wanted, context);
      default:
        throw new Unsupported(`expectation ${name} of a template`);
    }
  });
}

/** Overrides are parts of `$context` after the rendering; without a path they are those of the response. */
function overrideDifferences(wanted: Json, context: JsonObject): string[] {
  return listOf(wanted).flatMap((part) => {
    const path = listOf(objectOf(part)['path']);
    return partDifferences(part, follow(context, path.length === 0 ? ['responseOverride'] : path));
  });
}

function callDifferences(call: Json): string[] {
  const { call: name, args, expected } = objectOf(call);
  const [, method = ''] = textOf(name).split('.');
  const found = Object.entries(util).find(([key]) => key === method)?.[1];
  if (!found) throw new Unsupported(textOf(name));
  const value: Json = JSON.parse(JSON.stringify(found(listOf(args)[0])));
  const wanted = objectOf(expected);
  if (wanted['parts'] === undefined) return partDifferences(wanted, value);
  return listOf(wanted['parts']).flatMap((part) =>
    partDifferences(part, follow(value, listOf(objectOf(part)['path']))),
  );
}
