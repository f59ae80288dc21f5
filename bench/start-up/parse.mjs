// What nobody who reads YAML can do without: Node.js starts, loads a parser, and parses the file.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

load(readFileSync(process.argv[2], 'utf8'));
