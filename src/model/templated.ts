import type { Json } from './json.js';

/**
 * A value that a template engine may still have to fill in: a CloudFormation function, a Terraform `${…}`, or plain
 * text. `text` is what we reason about (each function shown as `${…}`); `raw` is what goes to the output unchanged,
 * so that the template still renders there.
 */
export interface Templated {
  text: string;
  raw: Json;
}

/** @returns a value that needs no rendering. */
export function plain(text: string): Templated {
  return { text, raw: text };
}

/** @returns whether the text still has a placeholder that we cannot see through. Stage variables are none: AWS fills them at run time. */
export function isOpaque(value: Templated): boolean {
  return /\$\{(?!stageVariables\.)|\{\{|<<|::[A-Za-z_]+::/.test(value.text);
}
