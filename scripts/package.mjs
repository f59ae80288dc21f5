/**
 * Tries the package as others get it. `node scripts/package.mjs` packs the build, installs the tarball into an empty project
 * with npm, and uses it there: the command, and the library with its types. Only node builtins.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Packs the build. @returns the tarball in the folder, and the paths in it */
export function pack(folder) {
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/** An empty project of somebody else. @returns its folder */
export function emptyProject() {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-package-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return folder;
}

/** What a user of the library writes. */
const consumer = `import schema from 'apigw-migrate/schemas/analysis.schema.json' with { type: 'json' };
import { convert, noDecisions, readRestDefinition, rules, type Verdict } from 'apigw-migrate';
const text = '{"openapi": "3.0.1", "info": {"title": "t", "version": "1"}, "paths": {}}';
const { api } = await readRestDefinition({ file: 'api.json', text });
const verdict: Verdict = convert(api, noDecisions()).verdict;
console.log(verdict, rules['access/api-key'].level, schema.title);
`;

const options = {
  ...{ target: 'es2022', module: 'nodenext', strict: true, noEmit: true, resolveJsonModule: true, types: [] },
  ...{ lib: ['es2023', 'dom'], skipLibCheck: false },
};

/**
 * Uses the package that is installed in the folder, from there.
 *
 * @returns what the command and the library printed
 * @throws Error with what was said, where one of them does not work
 */
export function usePackage(folder) {
  copyFileSync(join(root, 'samples/lambda-proxy-only/rest-api.yaml'), join(folder, 'rest-api.yaml'));
  writeFileSync(join(folder, 'consumer.ts'), consumer);
  writeFileSync(join(folder, 'consumer.js'), consumer.replace(', type Verdict', '').replace(': Verdict', ''));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['consumer.ts'] }));
  const command = run('npx', ['--no-install', 'migrate', 'analyze', 'rest-api.yaml'], folder);
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], folder);
  const library = run(process.execPath, ['--no-warnings', 'consumer.js'], folder);
  return { command, library };
}

function run(program, args, cwd) {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    shell,
    maxBuffer: 1 << 26,
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')} failed:\n${error ?? ''}${stdout}${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = emptyProject();
  try {
    const { tarball, files } = pack(folder);
    run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder);
    usePackage(folder);
    process.stdout.write(
      `The package works where it is installed: ${files.length} files, the command, and the library with its types.\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
