/**
 * `npm run build`: bundles src into dist, an entry for each command and the library, and chunks for what they share. With a
 * file for each module, finding and opening them would be half of the time that a small command takes. Packages stay
 * outside, but for oclif and those of `bundled.mjs`; what gets in has its licence in dist/licences.txt. Types are checked, and declared for the library in dist/types.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pruneDeclarations } from './declarations.mjs';
import { licencesOf } from './licences.mjs';

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const root = fileURLToPath(new URL('..', import.meta.url));
const commands = readdirSync(join(root, 'src/commands'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/commands/${file}`);

// oclif asks for compilers of TypeScript where it runs sources, which it does not here.
const apart = [...Object.keys(dependencies).filter((name) => name !== '@oclif/core'), 'typescript', 'ts-node', 'tsx'];
const external = apart.flatMap((name) => [name, `${name}/*`]);

// A command whose source is gone must not live on, nor a chunk of an earlier build.
rmSync(join(root, 'dist'), { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (status !== 0) process.exit(status ?? 1);
pruneDeclarations(join(root, 'dist/types/index.d.ts'));
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    ...commands,
    'src/index.ts',
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
  legalComments: 'none',
  // Packages stay outside, but for oclif: most of the start was finding and opening its 200 files.
  external,
  // oclif is CommonJS, whose words a module does not have.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;",
  },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
  metafile: true,
});
writeFileSync(join(root, 'dist/licences.txt'), licencesOf(Object.keys(metafile.inputs), root));
