import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { emptyProject, pack, usePackage } from '../scripts/package.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = emptyProject();
const { tarball, files } = pack(project);
afterAll(() => rmSync(project, { recursive: true }));

/** What may be in the package, each with the reason. */
const allowed: [pattern: RegExp, reason: string][] = [
  [/^(package\.json|README\.md|LICENSE)$/, 'npm wants them'],
  [/^bin\/run\.js$/, 'the command'],
  [/^oclif\.manifest\.json$/, 'the commands start fast by it'],
  [/^dist\/index\.js$/, 'the library'],
  [/^dist\/types\/[\w/-]+\.d\.ts$/, 'its types'],
  [/^dist\/commands\/(?:[\w-]+\/)?[\w-]+\.js$/, 'a command each'],
  [/^dist\/cli\/(main|help)\.js$/, 'what runs the commands'],
  [/^dist\/gateway\/backends\/lambda\/thread\.js$/, 'where handlers run'],
  [/^dist\/fleet\/worker\.js$/, 'where one of several inputs is analyzed'],
  [/^dist\/licences\.txt$/, 'packages whose code is in it ask for it'],
  [/^dist\/chunks\/[\w.-]+\.js$/, 'what they share'],
  [/^schemas\/[\w-]+\.schema\.json$/, 'published schemas'],
  [/^prices\/prices\.json$/, 'the price list'],
];

describe('the package', () => {
  it('has nothing that nobody needs', () => {
    expect(files.filter((path) => !allowed.some(([pattern]) => pattern.test(path)))).toEqual([]);
  });

  it.each(allowed)('has %s: %s', (pattern) => {
    expect(files.some((path) => pattern.test(path))).toBe(true);
  });

  it('has every schema, and every file that its manifest promises', () => {
    const { exports: ways, bin } = packageJson;
    const promised = [ways['.'].types, ways['.'].default, bin.migrate].map((path) => path.replace(/^\.\//, ''));
    expect(files).toEqual(expect.arrayContaining(promised));
  });

  it('declares nothing that the library does not lead to', () => {
    const declared = files.filter((path) => path.endsWith('.d.ts'));
    const named = new Set(['dist/types/index.d.ts']);
    for (const path of declared) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const [, to = ''] of text.matchAll(/(?:from |import\()'(\.[^']+)\.js'/g)) {
        named.add(join(dirname(path), `${to}.d.ts`));
      }
    }
    expect(declared.filter((path) => !named.has(path))).toEqual([]);
  });

  it('works in an empty project that has the packages it asks for, and no others', () => {
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', modules]);
    renameSync(join(modules, 'package'), join(modules, packageJson.name));
    for (const name of Object.keys(packageJson.dependencies)) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    }
    symlinkSync(`../${packageJson.name}/bin/run.js`, join(modules, '.bin/migrate'));
    expect(existsSync(join(modules, '.bin/migrate'))).toBe(true);
    const { command, library } = usePackage(project);
    expect(command).toContain('Notes');
    expect(library).toBe('unknown loss migrate analyze --format json\n');
  }, 120_000);
});
