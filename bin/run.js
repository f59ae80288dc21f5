#!/usr/bin/env node
import module from 'node:module';

// Compiled once, where this Node.js (22.1 and newer) can keep it.
module.enableCompileCache?.();
const { run } = await import('../dist/cli/main.js');

await run(process.argv.slice(2), import.meta.url);
