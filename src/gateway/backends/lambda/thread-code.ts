import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const name = 'gateway/backends/lambda/thread';

/** What `new Worker` is given. */
export interface ThreadCode {
  source: string | URL;
  eval: boolean;
}

let code: ThreadCode | undefined;

/**
 * @returns what runs in a thread: a file of its own in the build. Threads cannot load the sources as they are, so from there
 *   it is bundled as the build does it (`scripts/build.mjs`)
 */
export function threadCode(): ThreadCode {
  code ??= import.meta.url.endsWith('.ts')
    ? bundled()
    : { source: new URL(`../${name}.js`, import.meta.url), eval: false };
  return code;
}

function bundled(): ThreadCode {
  const esbuild: typeof import('esbuild') = createRequire(import.meta.url)('esbuild');
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [fileURLToPath(new URL('./thread.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    // A thread that is made of text has no address; only the cache of CommonJS, which is dropped in process, needs one.
    define: { 'import.meta.url': '"file:///thread"' },
  });
  return { source: outputFiles[0]?.text ?? '', eval: true };
}
