import type { Code, FunctionCode, Span } from './code.js';

/** What a name stands for, as far as it counts here. */
export type Bound =
  /** The event, or what is found at a place in it. */
  | { kind: 'event'; path: string[] }
  | { kind: 'text'; text: string }
  | { kind: 'function'; code: Span & FunctionCode; scope: Scope }
  | { kind: 'map'; code: Extract<Code, { kind: 'map' }> }
  /** Anything else. */
  | { kind: 'other' };

/** The names of a function, or of the module; those outside of it are seen as well. */
export class Scope {
  private readonly names = new Map<string, Bound>();

  constructor(private readonly outer?: Scope) {}

  find(name: string): Bound | undefined {
    return this.names.get(name) ?? this.outer?.find(name);
  }

  declare(name: string, bound: Bound): void {
    this.names.set(name, bound);
  }

  /** Puts a value where the name was declared. */
  assign(name: string, bound: Bound): void {
    if (this.names.has(name) || !this.outer?.find(name)) this.names.set(name, bound);
    else this.outer.assign(name, bound);
  }
}
