#!/usr/bin/env node
// Runs the sources without a build. oclif would look for a TypeScript compiler with an API to find them, so it is told
// where they are, and tsx translates them as they load.
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settings } from '@oclif/core';
import { register } from 'tsx/esm/api';

settings.enableAutoTranspile = false;
register();
const root = fileURLToPath(new URL('..', import.meta.url));
const pjson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
pjson.oclif = { ...pjson.oclif, commands: './src/commands', helpClass: './src/cli/help.ts' };
// With a manifest oclif would load the build that belongs to it.
rmSync(new URL('../oclif.manifest.json', import.meta.url), { force: true });
const { run } = await import('../src/cli/main.ts');

await run(process.argv.slice(2), { root, pjson });
