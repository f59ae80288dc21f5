import type * as t from '@babel/types';
import type { Code, Parameter } from '../code.js';
import { targetOf, typeOf } from './targets.js';

type AnyFunction =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ObjectMethod
  | t.ClassMethod
  | t.ClassPrivateMethod;

export function isFunction(node: t.Node): node is AnyFunction {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return true;
    default:
      return false;
  }
}

/** @returns a function; an arrow without braces returns what stands behind it */
export function functionCode(node: AnyFunction, codeOf: (part: t.Node) => Code): Code {
  const span = { from: node.start ?? 0, to: node.end ?? 0 };
  const body: Code[] =
    node.body.type === 'BlockStatement'
      ? node.body.body.map(codeOf)
      : [{ from: node.body.start ?? 0, to: node.body.end ?? 0, kind: 'return', value: codeOf(node.body) }];
  return { ...span, kind: 'function', name: nameOf(node), params: node.params.map(parameter), body };
}

function parameter(node: t.Node): Parameter {
  return { target: targetOf(node), type: typeOf(node) };
}

function nameOf(node: AnyFunction): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return node.id?.name;
    case 'ObjectMethod':
    case 'ClassMethod':
      return node.key.type === 'Identifier' ? node.key.name : undefined;
    case 'ArrowFunctionExpression':
    case 'ClassPrivateMethod':
      return undefined;
  }
}
