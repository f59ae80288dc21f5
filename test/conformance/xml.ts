import type { Json, JsonObject } from '../../src/model/index.js';

/**
 * Reads XML as xmltodict shows it, which is how the cases do: attributes as `@name`, text beside them as `#text`, an element with
 * nothing else as its text, an empty one as null, a repeated one as a list. Enough for what templates and services write: no doctypes.
 *
 * @returns `undefined` when it is no XML
 */
export function readXml(text: string): JsonObject | undefined {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const tokens = /<\?[^>]*\?>|<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<(\/?)([^\s/>]+)([^>]*?)(\/?)>|([^<]+)/gs;
  for (const [, data, closing, name, attributes, empty, plain] of text.matchAll(tokens)) {
    const top = open.at(-1);
    if (!top) return undefined;
    if (data !== undefined || plain !== undefined) top.text += data ?? unescaped(plain ?? '');
    else if (closing === '/') {
      if (open.pop()?.name !== name) return undefined;
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes ?? ''), children: [], text: '' };
      top.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  return open.length === 1 && root.children.length === 1 ? childrenOf(root) : undefined;
}

interface Element {
  name: string;
  attributes: JsonObject;
  children: Element[];
  text: string;
}

function attributesOf(text: string): JsonObject {
  return Object.fromEntries(
    [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      `@${name}`,
      unescaped(double ?? single ?? ''),
    ]),
  );
}

function contentOf(element: Element): Json {
  const text = element.text.trim();
  const parts = { ...element.attributes, ...childrenOf(element) };
  if (Object.keys(parts).length === 0) return text === '' ? null : text;
  return { ...parts, ...(text !== '' && { '#text': text }) };
}

function childrenOf({ children }: Element): JsonObject {
  const values = new Map<string, Json[]>();
  for (const child of children) values.set(child.name, [...(values.get(child.name) ?? []), contentOf(child)]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? null) : all]));
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
