import { Compile, parse } from 'velocityjs';
import { templateMethods } from './template-methods.js';
import { areEqual, printed } from './template-values.js';

type Node = ReturnType<typeof parse>[number];

/** Velocity as API Gateway has it, where velocityjs goes by JavaScript's rules instead of Java's. */
class Velocity extends Compile {
  constructor(template: string) {
    super(parsed(template), { customMethodHandlers: templateMethods, valueMapper: noNull });
  }

  protected override getReferences(node: Node, isPrinted?: boolean): string {
    const value: unknown = super.getReferences(node, isPrinted);
    if (!isPrinted || typeof value !== 'object') return asEngineValue(value);
    return value === null ? '' : printed(value);
  }

  protected override getExpression(node: Node): string {
    if (node.type !== 'math') return super.getExpression(node);
    const [left, right] = node.expression;
    if (!left || !right) return super.getExpression(node);
    switch (node.operator) {
      case '==':
        return asEngineValue(areEqual(this.getExpression(left), this.getExpression(right)));
      case '!=':
        return asEngineValue(!areEqual(this.getExpression(left), this.getExpression(right)));
      case '/':
        return asEngineValue(quotient(this.getExpression(left), this.getExpression(right)));
      default:
        return super.getExpression(node);
    }
  }
}

const templates = new Map<string, ReturnType<typeof parse>>();

/** Parsed when it is first rendered, and kept: a definition has few templates, and requests render the same ones. */
function parsed(template: string): ReturnType<typeof parse> {
  const tree = templates.get(template) ?? parse(template);
  templates.set(template, tree);
  return tree;
}

/**
 * Renders a template. What is missing renders as nothing, where plain Velocity would print the reference.
 *
 * @param variables `$input` and so on; templates write into them
 * @throws when the template cannot be read, or asks for what is not there
 */
export function renderVelocity(template: string, variables: Record<string, unknown>): string {
  return new Velocity(template).render(variables, {}, true);
}

/** The engine's types say text where it hands any value from method to method. */
function asEngineValue(value: unknown): string {
  return value as string;
}

/** Integers divide as in Java: what is left over falls away. Division by zero gives nothing. */
function quotient(left: unknown, right: unknown): number | undefined {
  const [dividend, divisor] = [Number(left), Number(right)];
  if (divisor === 0) return undefined;
  const isInteger = Number.isInteger(dividend) && Number.isInteger(divisor);
  return isInteger ? Math.trunc(dividend / divisor) : dividend / divisor;
}

/** JSON null renders as nothing (RT-VTL-INPUT-PATH-NULL). */
function noNull(value: unknown): unknown {
  return value === null ? undefined : value;
}
