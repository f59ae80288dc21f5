import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../src/model/index.js';
import { parseDocument } from '../src/openapi/parse.js';
import { printDocument } from '../src/openapi/print.js';
import { enlarge } from './enlarge.js';
import { type Cost, measure, medianCost } from './processes.js';
import { table } from './table.js';

const migrate = fileURLToPath(new URL('../bin/run.js', import.meta.url));

/** How much more memory ten times the definitions may take. */
const mostGrowth = 1.5;
const few = 100;
const many = 1000;

/**
 * Measures the memory of `migrate analyze` over many definitions, with a report of each, one at a time and two at a time.
 *
 * @returns whether the goal is met
 */
export async function fleet(rounds: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-bench-'));
  try {
    for (const count of [few, many]) generate(join(folder, String(count)), count);
    const rows: string[][] = [];
    let isFlat = true;
    for (const jobs of [1, 2]) {
      const [less, more] = [await medianOf(folder, few, jobs, rounds), await medianOf(folder, many, jobs, rounds)];
      const growth = more.memory / less.memory;
      isFlat = isFlat && growth <= mostGrowth;
      rows.push([`${few} definitions, --jobs ${jobs}`, ...cells(less), '']);
      rows.push([`${many} definitions, --jobs ${jobs}`, ...cells(more), growth.toFixed(2)]);
    }
    console.log(`\nMany definitions, median of ${rounds} rounds`);
    console.log(table(['migrate analyze', 's', 'MB at most', 'growth'], rows));
    if (!isFlat) console.log(`\nMissed: ten times the definitions in at most ${mostGrowth} times the memory.`);
    return isFlat;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Definitions of one to ten times a sample, no two alike. */
function generate(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const roots = ['lambda-proxy-only', 'orders'].map((sample) => {
    const file = fileURLToPath(new URL(`../samples/${sample}/rest-api.yaml`, import.meta.url));
    return parseDocument({ file, text: readFileSync(file, 'utf8') }).root;
  });
  for (let index = 0; index < count; index++) {
    const root = enlarge(roots[index % roots.length] as JsonObject, 1 + (index % 10));
    const syntax = index % 4 < 2 ? 'json' : 'yaml';
    const titled = { ...root, info: { title: `API ${index}`, version: '1' } };
    writeFileSync(join(folder, `api-${index}.${syntax}`), printDocument(titled, syntax));
  }
}

async function medianOf(folder: string, count: number, jobs: number, rounds: number): Promise<Cost> {
  const input = join(folder, String(count));
  const reports = join(folder, 'reports');
  const argv = [
    migrate,
    'analyze',
    input,
    '-o',
    reports,
    '--format',
    'json',
    '--jobs',
    String(jobs),
    '--fail-on',
    'never',
  ];
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) {
    costs.push(await measure({ name: 'migrate analyze', argv, codes: [0] }));
    rmSync(reports, { recursive: true });
  }
  return medianCost(costs);
}

function cells({ wall, memory }: Cost): string[] {
  return [(wall / 1000).toFixed(2), memory.toFixed(0)];
}
