import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { bundled } from '../scripts/bundled.mjs';
import { violationsOf } from './architecture/check.js';
import { importsOf, type SourceFile } from './architecture/imports.js';

const root = join(import.meta.dirname, '../src');

function sources(): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(root, path), 'utf8') }));
}

describe('the source tree', () => {
  it('keeps to its import table, its edges, its names and its sizes', () => {
    expect(violationsOf(sources(), [...Object.keys(packageJson.dependencies), ...bundled])).toEqual([]);
  });

  it('takes into its build only packages that are none of its dependencies, and whose licences it ships', () => {
    const notices = readFileSync(join(root, '../THIRD-PARTY-NOTICES.md'), 'utf8').toLowerCase();
    expect(bundled.filter((name) => Object.hasOwn(packageJson.dependencies, name))).toEqual([]);
    expect(bundled.filter((name) => !notices.includes(`## ${name}`) && !notices.includes(`## apache ${name}`))).toEqual(
      [],
    );
    expect(packageJson.files).toContain('THIRD-PARTY-NOTICES.md');
  });

  it('is really read: its files import each other, node builtins and packages', () => {
    const kinds = sources()
      .flatMap(importsOf)
      .map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['own', 'builtin', 'package']));
  });
});

/** A made-up tree: path → text. */
function check(tree: Record<string, string>): string[] {
  return violationsOf(
    Object.entries(tree).map(([path, text]) => ({ path, text })),
    ['js-yaml', '@oclif/core'],
  );
}

const empty = { 'model/index.ts': '', 'gateway/gateway.ts': '', 'rules/index.ts': '', 'convert/convert.ts': '' };

describe('the checker finds', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a stage that imports another',
      { 'convert/cors.ts': "import { rules } from '../rules/index.js';" },
      'must not import rules/index.ts',
    ],
    [
      'a stage that imports the type of another',
      { 'rules/a.ts': "import type { X } from '../convert/convert.js';" },
      'must not import convert/convert.ts',
    ],
    [
      'a stage that re-exports another',
      { 'cost/a.ts': "export * from '../rules/index.js';" },
      'must not import rules/index.ts',
    ],
    [
      'a lazy import of another stage',
      { 'diff/a.ts': "const m = await import('../rules/index.js');" },
      'must not import rules/index.ts',
    ],
    [
      'a report that imports a value of a stage',
      { 'report/a.ts': "import { rules } from '../rules/index.js';" },
      'must not import rules/index.ts',
    ],
    ['a model that imports anything', { 'model/a.ts': "import { load } from 'js-yaml';" }, 'must not import js-yaml'],
    [
      'a diff that sees more of the gateway than its contract',
      { 'diff/a.ts': "import { q } from '../gateway/query.js';", 'gateway/query.ts': '' },
      'must not import gateway/query.ts',
    ],
    [
      'gateways that know each other',
      { 'gateway/rest/a.ts': "import { b } from '../http/b.js';", 'gateway/http/b.ts': '' },
      'must not know each other',
    ],
    [
      'a folder that the table does not name',
      { 'extras/a.ts': "import { X } from '../model/index.js';" },
      'extras/a.ts must not import model/index.ts',
    ],
    [
      'an import over several lines',
      { 'plan/a.ts': "import {\n  a,\n  b,\n} from '../rules/index.js';" },
      'must not import rules/index.ts',
    ],
    ['an import of a file that is not there', { 'plan/a.ts': "import './gone.js';" }, 'which does not exist'],
    [
      'a stage that reads the disk',
      { 'convert/a.ts': "import { readFile } from 'node:fs/promises';" },
      'must not import node:fs/promises',
    ],
    ['a builtin without its prefix', { 'cli/a.ts': "import { join } from 'path';" }, 'write node:path'],
    [
      'a report that uses more of crypto than hashes',
      { 'report/a.ts': "import { createHash, randomUUID } from 'node:crypto';" },
      'must not import node:crypto',
    ],
    ['a stage that reads the environment', { 'plan/a.ts': 'export const home = process.env.HOME;' }, 'uses process'],
    ['a stage that reads the clock', { 'diff/a.ts': 'export const now = () => new Date();' }, 'uses new Date'],
    ['a stage that uses the network', { 'cost/a.ts': "export const prices = () => fetch('https://x');" }, 'uses fetch'],
    [
      'the AWS SDK outside of aws',
      { 'commands/a.ts': "import { S3 } from '@aws-sdk/client-s3';" },
      'must not import the AWS SDK',
    ],
    [
      'a package that is not shipped',
      { 'cli/a.ts': "import { nope } from 'left-pad/deep';" },
      'left-pad, which is not among',
    ],
    [
      'a cycle',
      { 'cost/a.ts': "import './b.js';", 'cost/b.ts': "import './c.js';", 'cost/c.ts': "import './a.js';" },
      'cycle: cost/a.ts → cost/b.ts → cost/c.ts → cost/a.ts',
    ],
    ['a name that says nothing', { 'convert/utils.ts': '' }, 'utils.ts says nothing'],
    ['a folder whose name says nothing', { 'convert/helpers/a.ts': '' }, 'helpers says nothing'],
    ['a file that is too long', { 'convert/a.ts': 'x;\n'.repeat(301) }, '301 lines'],
  ])('%s', (_name, tree, found) => {
    expect(check({ ...empty, ...tree })).toEqual([expect.stringContaining(found)]);
  });
});

describe('the checker lets pass', () => {
  it.each<[string, Record<string, string>]>([
    ['the model in a stage', { 'convert/a.ts': "import { X } from '../model/index.js';" }],
    ['the gateway contract in diff', { 'diff/a.ts': "import { X } from '../gateway/gateway.js';" }],
    ['types of a stage in a report', { 'report/a.ts': "import type { X } from '../convert/convert.js';" }],
    ['hashes in a report', { 'report/a.ts': "import { createHash } from 'node:crypto';" }],
    [
      'everything in a command',
      { 'commands/a.ts': "import { rules } from '../rules/index.js';\nimport { X } from '@oclif/core';" },
    ],
    [
      'disk and clock at the edges',
      { 'cli/a.ts': "import { stat } from 'node:fs/promises';\nexport const now = () => new Date();" },
    ],
    ['a date that is given', { 'diff/a.ts': 'export const at = (text: string) => new Date(text);' }],
    [
      'imports that only comments and strings speak of',
      { 'rules/a.ts': "/*\nimport x from '../convert/convert.js';\n*/\n// process.env\nexport const t = 'fetch(x)';" },
    ],
    ['a cycle of types', { 'cost/a.ts': "import type { B } from './b.js';", 'cost/b.ts': "import './a.js';" }],
    ['a file of 300 lines', { 'convert/a.ts': 'x;\n'.repeat(300) }],
  ])('%s', (_name, tree) => {
    expect(check({ ...empty, ...tree })).toEqual([]);
  });
});
