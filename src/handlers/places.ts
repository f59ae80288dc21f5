import type { Code } from './code.js';
import { anyKey } from './reading.js';
import type { Scope } from './scope.js';

/**
 * @returns the way to what an expression stands for, from the event, and how much of it was known by a name; nothing where it is
 *   no part of the event
 */
export function eventPath(code: Code, scope: Scope): { path: string[]; known: number } | undefined {
  switch (code.kind) {
    case 'name': {
      const bound = scope.find(code.name);
      return bound?.kind === 'event' ? { path: bound.path, known: bound.path.length } : undefined;
    }
    case 'member': {
      const of = eventPath(code.of, scope);
      return of && { path: [...of.path, textOf(code.key, scope) ?? anyKey], known: of.known };
    }
    case 'choice': {
      for (const one of code.values) {
        const found = eventPath(one, scope);
        if (found) return found;
      }
      return undefined;
    }
    // `{...event.headers}` and `dict(event["headers"])` are copies.
    case 'map': {
      const [only, ...others] = code.rest;
      return only && others.length === 0 && code.entries.length === 0 ? eventPath(only, scope) : undefined;
    }
    case 'call': {
      const [first] = code.args;
      return first && calleeText(code.callee) === 'dict' ? eventPath(first, scope) : undefined;
    }
    default:
      return undefined;
  }
}

/** @returns the text that an expression is, by itself or by the name of a constant */
export function textOf(code: Code, scope: Scope): string | undefined {
  if (code.kind === 'text') return code.text;
  if (code.kind !== 'name') return undefined;
  const bound = scope.find(code.name);
  return bound?.kind === 'text' ? bound.text : undefined;
}

/** @returns a function as it is called: `JSON.parse` */
export function calleeText(code: Code): string | undefined {
  if (code.kind === 'name') return code.name;
  if (code.kind !== 'member' || code.key.kind !== 'text') return undefined;
  const of = calleeText(code.of);
  return of === undefined ? undefined : `${of}.${code.key.text}`;
}
