import type { Templated } from './templated.js';

/** Signs of Unicode's private use area stand around the number of a placeholder while VTL is parsed. */
const mark = (index: number) => `\uE000${index}\uE001`;
const marks = /\uE000(\d+)\uE001/g;

/** A template with the placeholders of a template engine taken out, and the way back. */
export interface Unplaced {
  vtl: string;
  /** Puts the placeholders back into a text that comes from `vtl`. */
  restore(text: string): string;
}

/**
 * `${name}` is a reference of VTL and a placeholder of CloudFormation and Terraform alike. In a function of
 * CloudFormation each one is CloudFormation's, and `${!name}` is what it leaves to VTL; in plain text it is VTL's where
 * the template knows the name.
 */
export function withoutPlaceholders({ text, raw }: Templated): Unplaced {
  const isPlain = typeof raw === 'string';
  const known = isPlain ? namesOfVtl(text) : new Set<string>();
  const found: string[] = [];
  const vtl = text.replaceAll(/\$\{(!?)([^{}]*)\}/g, (written, left: string, inner: string) => {
    if (!isPlain && left !== '') return `\${${inner}}`;
    if (known.has(/^\w*/.exec(inner)?.[0] ?? '')) return written;
    return mark(found.push(written) - 1);
  });
  return { vtl, restore: (part) => part.replaceAll(marks, (_, index: string) => found[Number(index)] ?? '') };
}

function namesOfVtl(text: string): Set<string> {
  const set = [...text.matchAll(/#(?:set|foreach)\s*\(\s*\$!?\{?(\w+)/g)].map(([, name]) => name ?? '');
  return new Set(['input', 'context', 'util', 'stageVariables', 'method', 'foreach', 'velocityCount', ...set]);
}
