import { areEqual, printed } from './template-values.js';

/** A template asks for something that we do not have. Rendering nothing instead would hide it. */
export class UnreadableTemplate extends Error {
  override readonly name = 'UnreadableTemplate';

  /** @param feature what is missing; the engine adds its own words to the message */
  constructor(readonly feature: string) {
    super(feature);
  }
}

/** A call `$context.property(params)` in a template, as velocityjs hands it over. */
interface MethodCall {
  property: string;
  context: unknown;
  params: unknown[];
}

/** Java methods of strings that JavaScript has not, or has with another meaning. */
const stringMethods: Record<string, (text: string, params: string[]) => unknown> = {
  length: (text) => text.length,
  isEmpty: (text) => text === '',
  contains: (text, [part = '']) => text.includes(part),
  equals: (text, [other]) => text === other,
  equalsIgnoreCase: (text, [other = '']) => text.toLowerCase() === other.toLowerCase(),
  matches: (text, [pattern = '']) => new RegExp(`^(?:${pattern})$`).test(text),
  replace: (text, [from = '', to = '']) => text.replaceAll(from, () => to),
  replaceAll: (text, [pattern = '', to = '']) => text.replace(new RegExp(pattern, 'g'), to),
  split: (text, [pattern = '']) => text.split(new RegExp(pattern)),
};

/** Methods of Java's lists and maps that velocityjs does not have. */
const collectionMethods: Record<string, (collection: object, params: unknown[]) => unknown> = {
  isEmpty: (collection) => Object.keys(collection).length === 0,
  contains: (list, [item]) => Object.values(list).some((one) => areEqual(one, item)),
  containsKey: (map, [key]) => Object.hasOwn(map, String(key)),
  containsValue: (map, [item]) => Object.values(map).some((one) => areEqual(one, item)),
  values: (map) => Object.values(map),
};

/** Methods that velocityjs itself has for lists and maps. */
const builtIn = /^(get|set|is|keySet$|entrySet$|size$|put$|add$|remove$|subList$)/;

/** Methods of Java's strings, lists and maps, and a guard that no unknown method renders as nothing. */
export const templateMethods = [
  {
    uid: 'java.lang.Object',
    match: ({ property, context }: MethodCall) => property === 'toString' && !isOwn(context, property),
    resolve: ({ context }: MethodCall) => printed(context),
  },
  {
    uid: 'java.util.Collection',
    match: ({ property, context }: MethodCall) =>
      isCollection(context) && Object.hasOwn(collectionMethods, property) && !isOwn(context, property),
    resolve: ({ property, context, params }: MethodCall) =>
      isCollection(context) ? collectionMethods[property]?.(context, params) : undefined,
  },
  {
    uid: 'java.lang.String',
    match: ({ property, context }: MethodCall) => typeof context === 'string' && Object.hasOwn(stringMethods, property),
    resolve: ({ property, context, params }: MethodCall) =>
      stringMethods[property]?.(String(context), params.map(String)),
  },
  {
    uid: 'unknown method',
    match: ({ property, context }: MethodCall) => !isKnown(property, context),
    resolve: ({ property }: MethodCall): never => {
      throw new UnreadableTemplate(`method ${property} in a mapping template`);
    },
  },
];

function isCollection(context: unknown): context is object {
  return typeof context === 'object' && context !== null;
}

/** A method that we gave the object, such as those of `$input`. */
function isOwn(context: unknown, property: string): boolean {
  return isCollection(context) && Object.hasOwn(context, property);
}

function isKnown(property: string, context: unknown): boolean {
  if (isCollection(context)) {
    return builtIn.test(property) || typeof Reflect.get(context, property) === 'function';
  }
  return typeof Object(context)[property] === 'function';
}
