import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isObject } from '../../src/model/index.js';
import type { ConformanceCase } from './case.js';
import { evidenceOf } from './evidence.js';
import { jsonOf, textOf } from './values.js';

/** A file that should hold a case, and why it does not. */
export interface MalformedFile {
  file: string;
  reason: string;
}

/** What a folder holds, in order of the ids. */
export interface CaseFolder {
  cases: ConformanceCase[];
  malformed: MalformedFile[];
}

/**
 * Reads the cases of a folder: in its `cases`, in folders by kind, or right in it. `index.json` only lists what is there.
 *
 * @throws Error when there is no such folder, or no case in it
 */
export function readCases(folder: string): CaseFolder {
  const start = existsSync(join(folder, 'cases')) ? join(folder, 'cases') : folder;
  const files = readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && basename(file) !== 'index.json')
    .sort();
  if (files.length === 0) throw new Error(`There is no case in ${folder}: a case is a JSON file.`);
  const read = files.map((file) => readCase(file, readFileSync(join(start, file), 'utf8')));
  return {
    cases: read.filter((one) => 'kind' in one).sort((one, other) => (one.id < other.id ? -1 : 1)),
    malformed: read.filter((one) => 'file' in one),
  };
}

function readCase(file: string, text: string): ConformanceCase | MalformedFile {
  const fields = jsonOf(text);
  if (!isObject(fields)) return { file, reason: 'This file holds no JSON object.' };
  const { id, kind, oracle, evidence } = fields;
  if (typeof id !== 'string' || typeof kind !== 'string') {
    return { file, reason: 'A case has an id and a kind, both texts.' };
  }
  return { id, kind, evidence: evidenceOf(textOf(oracle), textOf(evidence)), fields };
}
