/** `npm run docs`: writes docs/ anew, of the catalogue of rules and of what the converter makes of their examples. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentationPages } from './pages.js';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const pages = await documentationPages();
rmSync(`${docs}rules`, { recursive: true, force: true });
for (const [path, text] of pages) {
  mkdirSync(dirname(docs + path), { recursive: true });
  writeFileSync(docs + path, text);
}
process.stdout.write(`Wrote ${pages.size} pages into docs.\n`);
