import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '../../scripts/docs/features.js';
import { documentationPages } from '../../scripts/docs/pages.js';
import { rules } from '../../src/rules/index.js';

const docs = join(import.meta.dirname, '../../docs');
const pages = await documentationPages();

describe('docs/', () => {
  it.each([...pages])('%s is as `npm run docs` writes it', (path, text) => {
    expect(readFileSync(join(docs, path), 'utf8')).toBe(text);
  });

  it('has no page of rules that are gone', () => {
    const written = readdirSync(join(docs, 'rules')).map((name) => `rules/${name}`);
    expect(written.filter((path) => !pages.has(path))).toEqual([]);
  });

  it('has a place for every link between its pages', () => {
    const anchors = new Set([...pages].flatMap(([path, text]) => [path, ...anchorsOf(path, text)]));
    for (const [path, text] of pages) {
      const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, to = '']) => join(path, '..', to));
      expect(links.filter((link) => !anchors.has(link))).toEqual([]);
    }
  });
});

/** Headings as GitHub links to them. */
function anchorsOf(path: string, text: string): string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map(
    (heading) =>
      `${path}#${heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replace(/ /g, '-')}`,
  );
}

describe('the compatibility matrix', () => {
  it('has every rule once', () => {
    const shown = Object.values(features).flatMap((rows) => rows.flatMap(({ rules: ids }) => ids));
    expect([...shown].sort()).toEqual(Object.keys(rules).sort());
  });
});
