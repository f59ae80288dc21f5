import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedPart } from '../../src/cli/input-name.js';

const folder = mkdtempSync(join(tmpdir(), 'migrate-input-name-'));
const template = join(folder, 'template.yaml');
const odd = join(folder, 'api#2.yaml');
for (const file of [template, odd]) writeFileSync(file, 'a: 1');

describe('an input names a file, or a part of one', () => {
  it.each<[string, string, { file: string; part?: string }]>([
    ['a file', template, { file: template }],
    ['a part of a file', `${template}#Api`, { file: template, part: 'Api' }],
    ['a file with # in its name', odd, { file: odd }],
    ['a part of such a file', `${odd}#Api`, { file: odd, part: 'Api' }],
    ['nothing behind #', `${template}#`, { file: `${template}#` }],
    ['a file that is not there', join(folder, 'no.yaml#Api'), { file: join(folder, 'no.yaml#Api') }],
    ['standard input', '-', { file: '-' }],
  ])('%s', async (_, input, named) => {
    expect(await namedPart(input)).toEqual(named);
  });
});
