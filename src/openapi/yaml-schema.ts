import { CORE_SCHEMA, defineMappingTag, defineScalarTag, defineSequenceTag, mergeTag } from 'js-yaml';

/**
 * Functions that CloudFormation writes as YAML tags (`!Sub`). Each becomes the long form `{ "Fn::Sub": … }`, so the
 * rest of the product knows one form only.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
const functionNames = [
  ...['Base64', 'Cidr', 'FindInMap', 'GetAZs', 'ImportValue', 'Join', 'Select', 'Split', 'Sub', 'Transform'],
  ...['And', 'Equals', 'If', 'Not', 'Or', 'Length', 'ToJsonString', 'ForEach'],
].map((name) => ({ tag: `!${name}`, key: `Fn::${name}` }));

const references = [
  { tag: '!Ref', key: 'Ref' },
  { tag: '!Condition', key: 'Condition' },
];

const shortTags = [...functionNames, ...references].flatMap(({ tag, key }) => [
  defineScalarTag(tag, { resolve: (text) => ({ [key]: text }), identify: () => false }),
  defineSequenceTag<unknown[], unknown>(tag, {
    create: () => [],
    addItem: (items, item) => {
      items.push(item);
    },
    finalize: (items) => ({ [key]: items }),
    identify: () => false,
  }),
  defineMappingTag<Map<unknown, unknown>, unknown>(tag, {
    create: () => new Map(),
    addPair: (pairs, name, value) => {
      pairs.set(name, value);
      return '';
    },
    has: (pairs, name) => pairs.has(name),
    keys: () => [],
    get: () => undefined,
    finalize: (pairs) => ({ [key]: Object.fromEntries(pairs) }),
    identify: () => false,
  }),
]);

/** `!GetAtt A.B` splits at the first dot, as CloudFormation does. */
const getAtt = [
  defineScalarTag('!GetAtt', {
    resolve: (text) => ({ 'Fn::GetAtt': [text.split('.')[0] ?? '', text.split('.').slice(1).join('.')] }),
    identify: () => false,
  }),
  defineSequenceTag<unknown[], unknown>('!GetAtt', {
    create: () => [],
    addItem: (items, item) => {
      items.push(item);
    },
    finalize: (items) => ({ 'Fn::GetAtt': items }),
    identify: () => false,
  }),
];

/** YAML 1.2 core with merge keys and CloudFormation's short tags. */
export const definitionSchema = CORE_SCHEMA.withTags(mergeTag, ...shortTags, ...getAtt);
