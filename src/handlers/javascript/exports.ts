import type * as t from '@babel/types';
import type { Code, Span } from '../code.js';

type CodeOf = (node: t.Node) => Code;

/** @returns what an `export` says: what it declares, and under which names others see it */
export function exportsOf(
  node: t.ExportNamedDeclaration | t.ExportDefaultDeclaration | t.TSExportAssignment,
  codeOf: CodeOf,
): Code {
  const span = spanOf(node);
  switch (node.type) {
    case 'ExportDefaultDeclaration':
      return { ...span, kind: 'export', name: 'default', value: codeOf(node.declaration) };
    case 'TSExportAssignment':
      return { ...span, kind: 'export', name: 'default', value: codeOf(node.expression) };
    case 'ExportNamedDeclaration':
      return { ...span, kind: 'other', parts: [...declared(node, codeOf), ...listed(node)] };
  }
}

function declared({ declaration }: t.ExportNamedDeclaration, codeOf: CodeOf): Code[] {
  if (!declaration) return [];
  return [codeOf(declaration), ...namesIn(declaration).map((name) => seenAs(name, name, spanOf(declaration)))];
}

function namesIn(declaration: t.Declaration): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  }
  return declaration.type === 'FunctionDeclaration' && declaration.id ? [declaration.id.name] : [];
}

function listed({ specifiers, source }: t.ExportNamedDeclaration): Code[] {
  if (source) return [];
  return specifiers.flatMap((one) => {
    if (one.type !== 'ExportSpecifier') return [];
    const name = one.exported.type === 'Identifier' ? one.exported.name : one.exported.value;
    return [seenAs(one.local.name, name, spanOf(one))];
  });
}

function seenAs(local: string, name: string, span: Span): Code {
  return { ...span, kind: 'export', name, value: { ...span, kind: 'name', name: local } };
}

/** @returns what `exports.a = …` and `module.exports = …` say; nothing for any other assignment */
export function moduleExports({ left, right, ...node }: t.AssignmentExpression, codeOf: CodeOf): Code | undefined {
  const span = { from: node.start ?? 0, to: node.end ?? 0 };
  if (left.type !== 'MemberExpression') return undefined;
  const name = left.property.type === 'Identifier' && !left.computed ? left.property.name : undefined;
  if (name === undefined) return undefined;
  if (isExports(left.object)) return { ...span, kind: 'export', name, value: codeOf(right) };
  if (!isExports(left)) return undefined;
  if (right.type !== 'ObjectExpression') return { ...span, kind: 'export', name: 'default', value: codeOf(right) };
  const value = codeOf(right);
  const parts = value.kind === 'map' ? value.entries : [];
  return {
    ...span,
    kind: 'other',
    parts: parts.map((one): Code => ({ ...span, kind: 'export', name: one.key, value: one.value })),
  };
}

function isExports(node: t.Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports';
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
  return node.object.name === 'module' && node.property.type === 'Identifier' && node.property.name === 'exports';
}

function spanOf({ start, end }: t.Node): Span {
  return { from: start ?? 0, to: end ?? 0 };
}
