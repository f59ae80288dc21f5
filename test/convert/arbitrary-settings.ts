import fc from 'fast-check';
import schema from '../../schemas/settings.schema.json' with { type: 'json' };
import { isObject, type JsonObject } from '../../src/model/index.js';

function arbitraryOf(node: unknown): fc.Arbitrary<unknown> {
  const { $ref, const: constant, enum: words, type, ...rest } = isObject(node) ? node : {};
  if (typeof $ref === 'string') {
    const definitions: Record<string, unknown> = schema.definitions;
    return arbitraryOf(definitions[$ref.replace('#/definitions/', '')]);
  }
  if (constant !== undefined) return fc.constant(constant);
  if (Array.isArray(words)) return fc.constantFrom(...words);
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return objectOf(rest);
    case 'array':
      return fc.array(arbitraryOf(rest['items']), { maxLength: 2 });
    case 'integer':
      return fc.integer({ min: 0, max: 5000 });
    case 'number':
      return fc.integer({ min: -1, max: 100 });
    case 'boolean':
      return fc.boolean();
    default:
      return texts();
  }
}

/** What AWS says, what people write, what templates leave. */
function texts(): fc.Arbitrary<string> {
  return fc.constantFrom(
    ...['x', 'EDGE', 'REGIONAL', 'PRIVATE', 'TLS_1_2', 'TLS_1_0', 'SecurityPolicy_TLS13_2025_EDGE', 'OFF', 'INFO'],
    ...['BASIC', 'STRICT', 'stage.webAclArn', 'domains', '{"Statement":[]}', '{"Statement":', '${var.name}'],
    ...['$context.requestId', '{"id":"$context.requestId","waf":"$context.waf.error"}', 'arn:aws:firehose:x:firehose:'],
  );
}

function mapKeys(): fc.Arbitrary<string> {
  return fc.constantFrom('*/*', 'a/GET', '~1a/POST', '/a/*', '//GET', 'key');
}

function objectOf({ properties, required, additionalProperties }: JsonObject): fc.Arbitrary<unknown> {
  if (properties === undefined && isObject(additionalProperties)) {
    return fc.dictionary(mapKeys(), arbitraryOf(additionalProperties), { maxKeys: 2, noNullPrototype: true });
  }
  const members = Object.entries(isObject(properties) ? properties : {}).map(
    ([key, node]) => [key, arbitraryOf(node)] as const,
  );
  const always = Array.isArray(required) ? required : [];
  const known = fc.record(
    Object.fromEntries(
      members.map(([key, value]) => [key, always.includes(key) ? value : fc.option(value, { nil: undefined })]),
    ),
  );
  if (additionalProperties === false || properties === undefined) return known;
  const strange = fc.dictionary(fc.constantFrom('newMember1', 'newMember2'), fc.constantFrom(1, 'x', true), {
    maxKeys: 1,
    noNullPrototype: true,
  });
  return fc.tuple(known, fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, strange)).map(([one, other]) => ({
    ...(isObject(one) ? one : {}),
    ...other,
  }));
}

/**
 * Settings made from the published schema itself, so that no member can be forgotten here. Where the schema lets AWS
 * add members, some are called `newMember…`.
 */
export const settingsFiles: fc.Arbitrary<JsonObject> = arbitraryOf(schema).map((value) => ({
  ...(isObject(value) ? value : {}),
  version: 1,
}));
