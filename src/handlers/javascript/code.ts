import type * as t from '@babel/types';
import type { Code, Span } from '../code.js';
import { exportsOf, moduleExports } from './exports.js';
import { functionCode, isFunction } from './functions.js';
import { nodesIn } from './nodes.js';
import { targetOf } from './targets.js';

/** @returns what a part of JavaScript or TypeScript says */
export function codeOf(node: t.Node): Code {
  const span = spanOf(node);
  if (isFunction(node)) return functionCode(node, codeOf);
  switch (node.type) {
    case 'Identifier':
      return { ...span, kind: 'name', name: node.name };
    case 'StringLiteral':
      return { ...span, kind: 'text', text: node.value };
    case 'NullLiteral':
      return { ...span, kind: 'null' };
    case 'ThisExpression':
      return { ...span, kind: 'name', name: 'this' };
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return { ...span, kind: 'member', of: codeOf(node.object), key: keyOf(node), demands: false };
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return callCode(node, span);
    case 'ReturnStatement':
      return node.argument ? { ...span, kind: 'return', value: codeOf(node.argument) } : inOrder(node);
    case 'ThrowStatement':
      return { ...span, kind: 'throw', value: codeOf(node.argument) };
    case 'VariableDeclarator':
      return node.init
        ? { ...span, kind: 'set', target: targetOf(node.id), value: codeOf(node.init), declares: true }
        : inOrder(node);
    case 'AssignmentExpression':
      return assignmentCode(node, span);
    case 'ImportDeclaration':
      return { ...span, kind: 'import', module: node.source.value, names: node.specifiers.map(importedName) };
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      return exportsOf(node, codeOf);
    default:
      return expressionCode(node, span);
  }
}

function expressionCode(node: t.Node, span: Span): Code {
  switch (node.type) {
    case 'TemplateLiteral': {
      const [only] = node.quasis;
      const isPlain = node.expressions.length === 0 && only;
      return isPlain ? { ...span, kind: 'text', text: only.value.cooked ?? only.value.raw } : inOrder(node);
    }
    case 'ObjectExpression':
      return mapCode(node, span);
    case 'LogicalExpression':
      return { ...span, kind: 'choice', asked: [], values: [codeOf(node.left), codeOf(node.right)] };
    case 'ConditionalExpression': {
      const values = [codeOf(node.consequent), codeOf(node.alternate)];
      return { ...span, kind: 'choice', asked: [codeOf(node.test)], values };
    }
    case 'BinaryExpression':
      return /^[!=]==?$/.test(node.operator)
        ? { ...span, kind: 'compare', sides: [node.left, node.right].map(codeOf), isExact: node.operator.length === 3 }
        : inOrder(node);
    // What only the compiler sees, and what stands around a value.
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
    case 'TypeCastExpression':
      return codeOf(node.expression);
    case 'AwaitExpression':
      return codeOf(node.argument);
    default:
      return inOrder(node);
  }
}

function keyOf(node: t.MemberExpression | t.OptionalMemberExpression): Code {
  const { property } = node;
  return !node.computed && property.type === 'Identifier'
    ? { ...spanOf(property), kind: 'text', text: property.name }
    : codeOf(property);
}

/** `require` is an import that may stand anywhere. */
function callCode(node: t.CallExpression | t.OptionalCallExpression | t.NewExpression, span: Span): Code {
  const [first] = node.arguments;
  const isImport =
    node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require');
  if (isImport && first?.type === 'StringLiteral') return { ...span, kind: 'import', module: first.value, names: [] };
  return { ...span, kind: 'call', callee: codeOf(node.callee), args: node.arguments.map(codeOf) };
}

function assignmentCode(node: t.AssignmentExpression, span: Span): Code {
  if (node.operator === '=') {
    const exported = moduleExports(node, codeOf);
    if (exported) return exported;
  }
  const { left } = node;
  // What is put into a member is followed no further.
  if (left.type === 'MemberExpression' || left.type === 'OptionalMemberExpression') {
    return { ...span, kind: 'other', parts: [codeOf(left.object), codeOf(node.right)] };
  }
  return { ...span, kind: 'set', target: targetOf(left), value: codeOf(node.right), declares: false };
}

function mapCode(node: t.ObjectExpression, span: Span): Code {
  const entries = node.properties.flatMap((property) => {
    if (property.type === 'SpreadElement') return [];
    const value = codeOf(property.type === 'ObjectMethod' ? property : property.value);
    const { key, computed } = property;
    const name = key.type === 'StringLiteral' ? key.value : key.type === 'Identifier' && !computed ? key.name : '';
    return [{ key: name, value }];
  });
  const rest = node.properties.flatMap((one) => (one.type === 'SpreadElement' ? [codeOf(one.argument)] : []));
  return { ...span, kind: 'map', entries, rest };
}

function importedName(specifier: t.ImportDeclaration['specifiers'][number]): string {
  if (specifier.type !== 'ImportSpecifier') return 'default';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

function inOrder(node: t.Node): Code {
  const kind = /(?:Statement|Declaration)$/.test(node.type) && node.type !== 'BlockStatement' ? 'statement' : 'other';
  return { ...spanOf(node), kind, parts: nodesIn(node).map(codeOf) };
}

function spanOf({ start, end }: t.Node): Span {
  return { from: start ?? 0, to: end ?? 0 };
}
