import type { JsonObject, Templated } from '../../../model/index.js';
import { isIntrinsic, templatedOf } from '../../templated.js';
import type { Limit } from '../limits.js';
import { Messages } from '../messages.js';
import { Node } from './node.js';
import { engineOf } from './template.js';

/** One definition being read: its root, and what there is to say about it so far. */
export class Reading {
  readonly root: Node;
  readonly messages = new Messages();
  private rendering: { at: string; engine: string } | undefined;

  constructor(root: JsonObject) {
    this.root = new Node(root, '');
  }

  /** @returns text, or a placeholder that may stand for any; undefined when nothing is written, or no text. */
  text(node: Node): Templated | undefined {
    if (!node.exists) return undefined;
    const value = templatedOf(node.value);
    if (value === undefined) this.messages.unverified(node.at, 'IM-E-MALFORMED', `${node.name} should be text.`);
    else this.notePlaceholder(node, value);
    return value;
  }

  /** @returns text within a limit; text beyond it is told and returned all the same. */
  limited(node: Node, limit: Limit): Templated | undefined {
    const value = this.text(node);
    if (value !== undefined) this.checkLength(node, value.text, limit);
    return value;
  }

  checkLength(node: Node, text: string, { fact, least, most }: Limit): void {
    const length = [...text].length;
    if (engineOf({ text, raw: text }) !== undefined || (length >= least && length <= most)) return;
    this.messages.unverified(
      node.at,
      fact,
      `${node.name} has ${length} characters, and ${least} to ${most} are allowed.`,
    );
  }

  /** @returns a whole number within a range; undefined when it is absent, a placeholder, or (told) out of range. */
  integer(node: Node, { fact, least, most }: Limit): number | undefined {
    const value = this.text(node);
    if (value === undefined || engineOf(value) !== undefined) return undefined;
    const number = value.text.trim() === '' ? Number.NaN : Number(value.text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    this.messages.refuse(node.at, fact, `${node.name} should be a whole number from ${least} to ${most}.`);
    return undefined;
  }

  /** @returns a boolean; undefined when it is absent, a placeholder, or (told) something else. */
  flag(node: Node): boolean | undefined {
    const value = this.text(node);
    if (value === undefined || engineOf(value) !== undefined) return undefined;
    if (value.text === 'true' || value.text === 'false') return value.text === 'true';
    this.messages.unverified(node.at, 'IM-E-MALFORMED', `${node.name} should be true or false.`);
    return undefined;
  }

  /** @returns the texts of a list. A single text counts as a list of one, which AWS does not document. */
  texts(node: Node): Templated[] {
    if (!node.exists) return [];
    if (Array.isArray(node.value)) return node.items().flatMap((item) => this.text(item) ?? []);
    const single = this.text(node);
    if (single !== undefined && !isIntrinsic(node.value)) {
      this.messages.unverified(node.at, 'IM-E-MALFORMED', `${node.name} should be a list.`);
    }
    return single === undefined ? [] : [single];
  }

  /** Says once, at the first placeholder, that the file is a template. Call it when all is read. */
  tellTemplate(): void {
    if (this.rendering === undefined) return;
    const { at, engine } = this.rendering;
    const text = `From here on the file has placeholders: render it with ${engine} first. What they stand for could not be checked.`;
    this.messages.tell(at, 'IM-VARS', text);
  }

  private notePlaceholder(node: Node, value: Templated): void {
    const engine = engineOf(value);
    if (engine !== undefined) this.rendering ??= { at: node.at, engine };
  }
}
