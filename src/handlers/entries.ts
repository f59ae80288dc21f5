import type { Code, FunctionCode, Span } from './code.js';

/** Names that people give to the event of a function. */
const eventName = /^_?(?:event|evt|lambda_?event|api_?event|(?:api)?_?gateway_?event|proxy_?event)$/i;
const eventType = /APIGateway\w*Event|LambdaFunctionURLEvent/;
const handlerName = /handler$|^(?:default|main|lambda|authori[sz]er?)$/i;
const contextName = /^_*(?:context|ctx)$/i;

/**
 * Tells whether a function gets the event as its first argument: by the type of that, by its name, or because the function is
 * seen from outside under the name of a handler.
 *
 * @param seenAs the name by which others see it; absent where they do not
 */
export function takesEvent({ params }: FunctionCode, seenAs: string | undefined): boolean {
  const [first, second] = params;
  if (first === undefined) return false;
  if (eventType.test(first.type)) return true;
  if (first.target.kind === 'name' && eventName.test(first.target.name)) return true;
  if (seenAs === undefined) return false;
  const hasContext = second?.target.kind === 'name' && contextName.test(second.target.name);
  return hasContext || handlerName.test(seenAs);
}

/** @returns under which name each function, or the name it has in the file, is seen from outside */
export function exportsIn(code: readonly Code[]): Map<string | Code, string> {
  const seen = new Map<string | Code, string>();
  const visit = (part: Code): void => {
    if (part.kind === 'other' || part.kind === 'statement') part.parts.forEach(visit);
    if (part.kind === 'export') for (const one of handlersIn(part.value)) seen.set(one, part.name);
  };
  code.forEach(visit);
  // What a wrapper is given may be a name for what another one made.
  for (let known = -1; known !== seen.size; ) {
    known = seen.size;
    for (const part of code) markDeclared(part, seen);
  }
  return seen;
}

/** `export const handler = middy(base).use(…)`: what stands in the call is what is seen. */
function markDeclared(part: Code, seen: Map<string | Code, string>): void {
  if (part.kind === 'other' || part.kind === 'statement') {
    for (const one of part.parts) markDeclared(one, seen);
  }
  if (part.kind !== 'set' || part.target.kind !== 'name') return;
  const name = seen.get(part.target.name);
  if (name === undefined) return;
  for (const one of handlersIn(part.value)) if (!seen.has(one)) seen.set(one, name);
}

/** A function, its name, or those that a wrapper is given. */
function handlersIn(value: Code): (string | Code)[] {
  switch (value.kind) {
    case 'function':
      return [value];
    case 'name':
      return [value.name];
    case 'call':
      return [
        ...(value.callee.kind === 'member' ? handlersIn(value.callee.of) : []),
        ...value.args.flatMap(handlersIn),
      ];
    default:
      return [];
  }
}

/** @returns a function as something with a place */
export function isFunction(code: Code): code is Span & FunctionCode {
  return code.kind === 'function';
}
