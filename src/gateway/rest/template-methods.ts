/** A template asks for something that we do not have. Rendering nothing instead would hide it. */
export class UnreadableTemplate extends Error {
  override readonly name = 'UnreadableTemplate';
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

/** Methods that velocityjs itself has for lists and maps. */
const builtIn = /^(get|set|is|keySet$|entrySet$|size$|put$|add$|remove$|subList$)/;

/** Methods of Java's strings, and a guard that no unknown method renders as nothing. */
export const templateMethods = [
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

function isKnown(property: string, context: unknown): boolean {
  if (typeof context === 'object' && context !== null) {
    return builtIn.test(property) || typeof Reflect.get(context, property) === 'function';
  }
  return typeof Object(context)[property] === 'function';
}
