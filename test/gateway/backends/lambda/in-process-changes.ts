/**
 * Changes a handler and what it imports, in a process of its own: where tests run, `import()` is not that of Node.js.
 * Prints what the handler answers after each change, as JSON.
 */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBackends } from '../../../../src/gateway/backends/backends.js';

const folder = mkdtempSync(join(tmpdir(), 'handler-'));
const write = (file: string, text: string) => {
  writeFileSync(join(folder, 'new'), text);
  renameSync(join(folder, 'new'), join(folder, file));
};
write('deep.mjs', 'export const deep = 1;');
write('part.mjs', "import { deep } from './deep.mjs'; export const part = () => `part ${deep}`;");
write('index.mjs', "import { part } from './part.mjs'; export const handler = async () => `first, ${part()}`;");

const decisions = [{ match: 'fn', handler: join(folder, 'index.mjs#handler'), inProcess: true }];
const backends = openBackends(decisions, { baseFolder: '.', http: 'echo' });
const call = async () => {
  const outcome = await backends.invokeLambda('fn', null);
  return outcome.kind === 'threw' ? outcome.errorType : outcome.kind === 'returned' && outcome.value;
};
const told = [await call()];

/** Waits for another answer, but not forever. */
async function change(file: string, text: string): Promise<void> {
  write(file, text);
  for (let count = 0; count < 250 && (await call()) === told.at(-1); count++) await sleep(20);
  told.push(await call());
}

await change('index.mjs', "import { part } from './part.mjs'; export const handler = async () => `second, ${part()}`;");
await change('deep.mjs', 'export const deep = 2;');
await change('index.mjs', 'export const handler = async () => {');
await change('index.mjs', 'export const handler = async () => 3;');
await backends.close();
rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify(told));
