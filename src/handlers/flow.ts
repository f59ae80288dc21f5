import { calledBack, returned, thrown, toldBy } from './answers.js';
import type { Code, FunctionCode, Span, Target } from './code.js';
import { exportsIn, takesEvent } from './entries.js';
import { Found } from './found.js';
import { calleeText, eventPath, textOf } from './places.js';
import type { Entry, Reading } from './reading.js';
import { type Bound, Scope } from './scope.js';

/** Where the walk is. */
interface Here {
  scope: Scope;
  entry?: Entry;
  /** Whether what is returned here is the answer of the entry. */
  answers: boolean;
  statement: number;
  into?: string;
  comparedWith?: string | null;
}

type Callable = Span & FunctionCode;
type Part<Kind extends Code['kind']> = Extract<Code, { kind: Kind }>;

/**
 * Follows the event from the handlers of a file through names, destructuring and functions of the same file.
 *
 * @param code the statements of a file
 * @param areSeen whether what stands on the first level of the file is seen from outside without being exported (Python)
 * @returns what is read of the event, answered, thrown and imported; each place once, in the order of the text
 */
export function readingsIn(code: readonly Code[], areSeen: boolean): Reading[] {
  const flow = new Flow(code, areSeen);
  return flow.readings(code);
}

class Flow {
  private readonly found = new Found();
  private readonly module = new Scope();
  private readonly seen: Map<string | Code, string>;
  private readonly methods = new Map<string, Callable>();
  private readonly walked = new Set<string>();

  constructor(
    code: readonly Code[],
    private readonly areSeen: boolean,
  ) {
    this.seen = exportsIn(code);
    for (const part of code) this.declareEarly(part);
  }

  readings(code: readonly Code[]): Reading[] {
    this.visitAll(code, { scope: this.module, answers: false, statement: 0 });
    return this.found.inOrder();
  }

  /** Functions may be called before they are declared, and by handlers that run when all is declared. */
  private declareEarly(part: Code): void {
    if (part.kind === 'function' && part.name !== undefined) {
      this.methods.set(part.name, part);
      this.module.declare(part.name, { kind: 'function', code: part, scope: this.module });
    }
    if (part.kind === 'set' && part.target.kind === 'name') {
      this.module.declare(part.target.name, boundOf(part.value, this.module));
    }
    if (part.kind === 'export') this.declareEarly(part.value);
    if (part.kind === 'other' || part.kind === 'statement') for (const one of part.parts) this.declareEarly(one);
  }

  private visitAll(parts: readonly Code[], here: Here): void {
    for (const part of parts) this.visit(part, here);
  }

  private visit(code: Code, here: Here): void {
    switch (code.kind) {
      case 'name':
      case 'member':
        this.read(code, here);
        break;
      case 'call':
        this.call(code, here);
        break;
      case 'function':
        this.define(code, here);
        break;
      case 'map':
        this.noteAll(toldBy(code), here);
        this.visitAll([...code.entries.map(({ value }) => value), ...code.rest], aside(here));
        break;
      case 'set':
        this.visit(code.value, here);
        this.put(code.target, boundOf(code.value, here.scope), code.declares, here);
        break;
      case 'choice':
        this.visitAll(code.asked, aside(here));
        this.visitAll(code.values, here);
        break;
      case 'compare':
        this.compare(code, here);
        break;
      case 'return':
      case 'throw':
        this.end(code, { ...aside(here), statement: code.from });
        break;
      case 'export':
        this.visit(code.value, aside(here));
        break;
      case 'import':
        this.noteAll([{ ...code }], here);
        break;
      case 'text':
        if (/\bexecute-api\b/.test(code.text)) this.noteAll([{ ...code }], here);
        break;
      case 'statement':
        this.visitAll(code.parts, { ...aside(here), statement: code.from });
        break;
      case 'other':
        this.visitAll(code.parts, aside(here));
        break;
      case 'null':
        break;
    }
  }

  /** The longest way is read; of what is below it only other expressions count. */
  private read(code: Part<'name' | 'member'>, here: Here): void {
    const { comparedWith, into, statement } = here;
    const found = eventPath(code, here.scope);
    // A name by itself says nothing new, unless it is compared or handed on.
    const isNew = code.kind === 'member' || comparedWith !== undefined || into !== undefined;
    if (found && found.path.length > 0 && isNew) {
      const demands = code.kind === 'member' && code.demands;
      const more = { ...(comparedWith !== undefined && { comparedWith }), ...(into && { into }) };
      this.noteAll([{ ...spanOf(code), kind: 'read', ...found, demands, statement, ...more }], here);
    }
    this.visitBelow(code, aside(here));
  }

  private visitBelow(code: Code, here: Here): void {
    if (code.kind === 'member') {
      if (code.key.kind !== 'text') this.visit(code.key, here);
      this.visitBelow(code.of, here);
    } else if (code.kind !== 'name') this.visit(code, here);
  }

  private compare({ sides, isExact }: Part<'compare'>, here: Here): void {
    for (const side of sides) {
      const other = sides.find((one) => one !== side);
      const text = other && textOf(other, here.scope);
      const comparedWith = other?.kind === 'null' && isExact ? null : text;
      this.visit(side, { ...aside(here), ...(comparedWith !== undefined && { comparedWith }) });
    }
  }

  private end(code: Part<'return' | 'throw'>, here: Here): void {
    if (code.kind === 'throw') this.noteAll(thrown(code.value, here.scope), here);
    else if (here.answers) this.noteAll(returned(code.value, here.scope), here);
    this.visit(code.value, here);
  }

  /** A function of this file goes on with what it is given. */
  private call(code: Part<'call'>, here: Here): void {
    this.visit(code.callee, aside(here));
    this.noteAll(calledBack(code, here.scope), here);
    const into = calleeText(code.callee);
    for (const arg of code.args) {
      const inside = { ...aside(here), ...(into && { into }) };
      this.visit(arg, arg.kind === 'function' ? { ...inside, answers: false } : inside);
    }
    const called = this.calledBy(code.callee, here.scope);
    const given = code.args.map((arg) => boundOf(arg, here.scope));
    if (called && given.some(({ kind }) => kind === 'event')) this.enter(called, given, here);
  }

  private calledBy(callee: Code, scope: Scope): { code: Callable; scope: Scope } | undefined {
    if (callee.kind === 'name') {
      const bound = scope.find(callee.name);
      return bound?.kind === 'function' ? bound : undefined;
    }
    const isOwn = callee.kind === 'member' && callee.of.kind === 'name' && /^(?:this|self|cls)$/.test(callee.of.name);
    const method = isOwn && callee.key.kind === 'text' ? this.methods.get(callee.key.text) : undefined;
    return method && { code: method, scope: this.module };
  }

  /** A function by itself: a handler knows its first parameter, any other none. */
  private define(code: Callable, here: Here): void {
    const seenAs = this.seen.get(code) ?? (code.name === undefined ? undefined : this.seenName(code.name, here));
    if (here.entry !== undefined || !takesEvent(code, seenAs)) {
      this.enter({ code, scope: here.scope }, [], here);
      return;
    }
    const entry = { name: seenAs ?? code.name ?? 'function', from: code.from };
    this.enter({ code, scope: here.scope }, [{ kind: 'event', path: [] }], { ...here, entry, answers: true });
  }

  private seenName(name: string, here: Here): string | undefined {
    return this.seen.get(name) ?? (this.areSeen && here.scope === this.module ? name : undefined);
  }

  private enter({ code, scope }: { code: Callable; scope: Scope }, given: readonly Bound[], here: Here): void {
    const { entry } = here;
    const paths = given.map((one) => (one.kind === 'event' ? one.path : null));
    const way = JSON.stringify([code.from, entry?.from, here.answers, paths]);
    if (this.walked.has(way)) return;
    this.walked.add(way);
    const answers = here.answers && code.from === entry?.from;
    const inside: Here = { scope: new Scope(scope), ...(entry && { entry }), answers, statement: code.from };
    code.params.forEach(({ target }, index) => {
      this.put(target, given[index] ?? { kind: 'other' }, true, inside);
    });
    for (const part of code.body) this.visit(part, { ...inside, statement: part.from });
  }

  private put(target: Target, bound: Bound, declares: boolean, here: Here): void {
    if (target.kind === 'name' && declares) here.scope.declare(target.name, bound);
    else if (target.kind === 'name') here.scope.assign(target.name, bound);
    if (target.kind !== 'fields') return;
    for (const { key, target: inner, span } of target.fields) {
      const known = bound.kind === 'event' ? bound.path : undefined;
      const part: Bound = known ? { kind: 'event', path: [...known, key] } : { kind: 'other' };
      // What is taken apart further is read there.
      if (known && part.kind === 'event' && inner.kind === 'name') {
        const { statement } = here;
        const { path } = part;
        this.noteAll([{ ...span, kind: 'read', path, known: known.length, demands: false, statement }], here);
      }
      this.put(inner, part, declares, here);
    }
  }

  private noteAll(readings: readonly Reading[], { entry }: Here): void {
    for (const reading of readings) this.found.note(reading, entry);
  }
}

function boundOf(value: Code, scope: Scope): Bound {
  if (value.kind === 'function') return { kind: 'function', code: value, scope };
  const found = eventPath(value, scope);
  if (found) return { kind: 'event', path: found.path };
  const text = textOf(value, scope);
  if (text !== undefined) return { kind: 'text', text };
  return value.kind === 'map' ? { kind: 'map', code: value } : { kind: 'other' };
}

function aside({ into, comparedWith, ...here }: Here): Here {
  return here;
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}
