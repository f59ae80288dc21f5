/**
 * `npm run build`: bundles src into dist, an entry for each command and chunks for what they share. With a file for each
 * module, finding and opening them would be half of the time that a small command takes. Packages stay outside, but for
 * those of `bundled.mjs`.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundled } from './bundled.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const commands = readdirSync(join(root, 'src/commands'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/commands/${file}`);

// A command whose source is gone must not live on, nor a chunk of an earlier build.
rmSync(join(root, 'dist'), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    ...commands,
    'src/cli/main.ts',
    'src/cli/help.ts',
    'src/gateway/backends/lambda/thread.ts',
    'src/fleet/worker.ts',
  ],
  outbase: 'src',
  outdir: 'dist',
  // Two folders below the root, as every file of src that looks for one beside it (`cli/shipped.ts`).
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  // Without comments of its own, so that the notice of a licence is what is in THIRD-PARTY-NOTICES.md.
  legalComments: 'none',
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});

// What gets in by accident would be shipped without a notice.
const foreign = Object.keys(metafile.inputs).filter((file) => {
  const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return name !== undefined && !bundled.includes(name);
});
if (foreign.length > 0) {
  process.stderr.write(`Not a dependency, and not in scripts/bundled.mjs: ${foreign.join(', ')}\n`);
  process.exit(1);
}
