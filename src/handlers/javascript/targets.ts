import type * as t from '@babel/types';
import type { Target } from '../code.js';

/** @returns the names that a value is put into; what stands there as a default does not count */
export function targetOf(node: t.Node): Target {
  const span = { from: node.start ?? 0, to: node.end ?? 0 };
  switch (node.type) {
    case 'Identifier':
      return { ...span, kind: 'name', name: node.name };
    case 'AssignmentPattern':
      return targetOf(node.left);
    case 'TSParameterProperty':
      return targetOf(node.parameter);
    case 'ObjectPattern':
      return { ...span, kind: 'fields', fields: node.properties.flatMap(fieldsOf) };
    default:
      return { ...span, kind: 'nothing' };
  }
}

type Field = Extract<Target, { kind: 'fields' }>['fields'][number];

function fieldsOf(property: t.ObjectProperty | t.RestElement): Field[] {
  if (property.type === 'RestElement') return [];
  const { key, computed, value } = property;
  const name = key.type === 'StringLiteral' ? key.value : key.type === 'Identifier' && !computed ? key.name : undefined;
  if (name === undefined) return [];
  return [{ key: name, target: targetOf(value), span: { from: property.start ?? 0, to: property.end ?? 0 } }];
}

/** @returns the text of a type annotation, as far as it is a name */
export function typeOf(node: t.Node): string {
  const target = node.type === 'AssignmentPattern' ? node.left : node;
  const annotation = 'typeAnnotation' in target ? target.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeAnnotation' ? nameOfType(annotation.typeAnnotation) : '';
}

function nameOfType(type: t.TSType): string {
  if (type.type !== 'TSTypeReference') return '';
  const { typeName } = type;
  if (typeName.type === 'Identifier') return typeName.name;
  return typeName.type === 'TSQualifiedName' ? typeName.right.name : '';
}
