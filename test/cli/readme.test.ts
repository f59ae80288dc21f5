import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, type Interfaces } from '@oclif/core';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { exitCodes } from '../../src/cli/exit-codes.js';

const root = join(import.meta.dirname, '../..');
const documents = ['README.md', 'CONTRIBUTING.md'].map((name) => ({
  name,
  text: readFileSync(join(root, name), 'utf8'),
}));

/** All code in a document: blocks, and what stands between backticks in a line. */
function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  return [...blocks, ...[...text.matchAll(/(?<!`)`([^`]+)`(?!`)/g)].map(([, code = '']) => code.replaceAll('\n', ' '))];
}

const lines = documents.flatMap(({ name, text }) => codeIn(text).map((line) => ({ name, line })));

function linesOf(program: RegExp): string[] {
  return [...new Set(lines.map(({ line }) => program.exec(line)?.[1]).filter((found) => found !== undefined))];
}

let config: Interfaces.Config;
beforeAll(async () => {
  config = await Config.load(root);
});

describe('the command lines in README.md and CONTRIBUTING.md', () => {
  const commandLines = linesOf(/(?:^|\s)(?:migrate|node bin\/(?:run|dev)\.js) ([a-z][^#|]*)/);

  it('are found', () => {
    expect(commandLines.length).toBeGreaterThan(7);
  });

  it.each(commandLines)('migrate %s', (line) => {
    const [id = '', ...args] = line.trim().split(/\s+/);
    const command = config.findCommand(`${id}:${args[0]}`) ?? config.findCommand(id);
    expect(command, `There is no command ${id}`).toBeDefined();
    const flags = args.filter((arg) => arg.startsWith('-') && arg !== '-').map((arg) => arg.split('=')[0]);
    const known = Object.values(command?.flags ?? {}).flatMap(({ name, char }) => [`--${name}`, `-${char}`]);
    expect([...known, '--help']).toEqual(expect.arrayContaining(flags));
  });

  it.each(linesOf(/^npm (?:run )?(start|test|build|[a-z]+(?=\s*$))/))('npm run %s', (script) => {
    expect([...Object.keys(packageJson.scripts), 'link', 'ci']).toContain(script);
  });
});

describe('the documents', () => {
  it.each(documents)('$name links to files that exist', ({ text }) => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file = '']) => file);
    expect(links.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it.each(documents)('$name names paths that exist', ({ text }) => {
    const paths = codeIn(text).filter((code) =>
      /^(src|test|samples|schemas|scripts|prices|bin)\/[\w./-]*\w$/.test(code),
    );
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('README.md shows every command', () => {
    const shown = new Set([...linesOf(/^migrate ([a-z-]+)/), ...linesOf(/^migrate ([a-z-]+ [a-z-]+)/)]);
    expect(config.commandIDs.filter((id) => !shown.has(id.replaceAll(':', ' ')))).toEqual([]);
  });

  it('README.md shows every exit code', () => {
    const shown = [...(documents[0]?.text ?? '').matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(shown).toEqual(Object.values(exitCodes));
  });
});
