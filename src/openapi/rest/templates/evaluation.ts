import { parse } from 'velocityjs';
import type { TemplateOverride, TemplatePiece } from '../../../model/index.js';
import { constantOf, resultOf } from './methods.js';
import { Logic, memberOf, printed, textValue, Unparsable, type Value } from './values.js';

type Ast = ReturnType<typeof parse>[number];
type Reference = Extract<Ast, { type: 'references' }>;
type Step = NonNullable<Reference['path']>[number];
type Assignment = Extract<Ast, { type: 'set' }>;

const roots: Record<string, Value> = {
  input: { kind: 'input' },
  util: { kind: 'util' },
  context: { kind: 'context', path: [] },
  stageVariables: { kind: 'stageVariables', path: [] },
};

/**
 * Evaluates a template without a request: every value stays a name, so that what the template prints is text with
 * values in it.
 *
 * @throws Logic where the template decides, loops, or calls what has no counterpart
 */
export class Evaluation {
  readonly pieces: TemplatePiece[] = [];
  readonly overrides: TemplateOverride[] = [];
  private readonly variables = new Map<string, Value>();

  /** @throws Unparsable when the text is no VTL */
  run(vtl: string): void {
    for (const node of parsed(vtl)) this.pieces.push(...this.statement(node));
  }

  private statement(node: Ast | string): TemplatePiece[] {
    if (typeof node === 'string') return [{ kind: 'text', text: node }];
    // The parser makes a list of a block: its directive, and what it is about.
    if (Array.isArray(node)) throw new Logic(`uses #${String(node[0]?.type ?? 'a block')}`);
    switch (node.type) {
      case 'comment':
        return [];
      case 'raw':
        return [{ kind: 'text', text: String(node.value) }];
      case 'set':
        this.assign(node);
        return [];
      case 'references':
        return printed(this.reference(node));
      default:
        throw new Logic(`uses #${node.type}`);
    }
  }

  private assign({ equal: [target, expression] }: Assignment): void {
    const value = this.expression(expression);
    if (target.path === undefined || target.path.length === 0) {
      this.variables.set(target.id, value);
      return;
    }
    const names = target.path.map((step) => this.nameOf(step));
    const isOverride = target.id === 'context' && /^(request|response)Override$/.test(names[0] ?? '');
    if (!isOverride) throw new Logic(`writes into $${target.id}`);
    this.overrides.push({ target: names.join('.'), pieces: printed(value) });
  }

  private expression(node: Ast): Value {
    switch (node.type) {
      case 'references':
        return this.reference(node);
      case 'string':
        return { kind: 'pieces', pieces: node.isEval ? this.interpolated(node.value) : printedText(node.value) };
      case 'integer':
      case 'decimal':
      case 'bool':
        return textValue(node.value);
      case 'math':
        return this.sum(node);
      default:
        throw new Logic(`computes with ${node.type}`);
    }
  }

  /** Text in double quotes is a template of its own. */
  private interpolated(text: string): TemplatePiece[] {
    if (!/[$#]/.test(text)) return printedText(text);
    return parsed(text).flatMap((node) => this.statement(node));
  }

  /** `+` joins texts; what adds numbers computes. */
  private sum(node: Extract<Ast, { type: 'math' }>): Value {
    const [left, right] = node.expression;
    if (node.operator !== '+' || left === undefined || right === undefined) throw new Logic('computes');
    const values = [left, right].map((part) => printed(this.expression(part)));
    const isText = values.some((pieces) => pieces.some((piece) => piece.kind === 'text' && /\D/.test(piece.text)));
    if (!isText) throw new Logic('adds values');
    return { kind: 'pieces', pieces: values.flat() };
  }

  private reference({ id, path }: Reference): Value {
    const start = this.variables.get(id) ?? (Object.hasOwn(roots, id) ? roots[id] : undefined);
    if (start === undefined) throw new Logic(`uses $${id}, which it does not set`);
    return (path ?? []).reduce<Value>((value, step) => this.follow(value, step), start);
  }

  private follow(value: Value, step: Step): Value {
    if (step.type !== 'method') return memberOf(value, this.nameOf(step));
    return resultOf(value, step.id, this.argumentsOf(step));
  }

  private argumentsOf(step: Extract<Step, { type: 'method' }>): Value[] {
    // The parser writes `false` where a call has no arguments.
    return Array.isArray(step.args) ? step.args.map((argument) => this.expression(argument)) : [];
  }

  private nameOf(step: Step): string {
    switch (step.type) {
      case 'property':
        return step.id;
      case 'index':
        return constantOf(this.expression(step.id));
      case 'method':
        throw new Logic(`calls .${step.id}()`);
    }
  }
}

function printedText(text: string): TemplatePiece[] {
  return [{ kind: 'text', text }];
}

function parsed(vtl: string): ReturnType<typeof parse> {
  try {
    return parse(vtl);
  } catch (error) {
    // The generated parser throws plain errors, and only at what it cannot parse.
    if (error instanceof Error) throw new Unparsable(error.message, { cause: error });
    throw error;
  }
}
