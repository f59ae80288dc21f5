/**
 * `npm run build`: bundles src into dist, an entry for each command and chunks for what they share. With a file for each
 * module, finding and opening them would be half of the time that a small command takes. Packages stay outside.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const commands = readdirSync(join(root, 'src/commands')).map((file) => `src/commands/${file}`);

// A command whose source is gone must not live on, nor a chunk of an earlier build.
rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
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
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});
