import { convert } from '../src/convert/convert.js';
import { noDecisions } from '../src/model/index.js';
import { parseDocument } from '../src/openapi/parse.js';
import { readRestApi } from '../src/openapi/rest/read-rest-api.js';
import { printAnalysis } from '../src/report/analysis.js';
import { rules } from '../src/rules/index.js';
import { levelOf } from '../src/rules/level.js';
import { median } from './processes.js';
import { definitionOf, type Shape, shapes } from './shapes.js';
import { table } from './table.js';

const sizes = [75, 150, 300, 600, 1200, 2400];

/** Milliseconds that an API of 300 operations may take after parsing. */
const mostFor300 = 250;
/** From 300 operations to 2400, eight times as many: linear is 8, and quadratic 64. */
const mostGrowth = 16;

/**
 * Times what is our own: reading the API out of the parsed document, converting it, and printing text.
 *
 * @returns whether it is fast, and grows like the number of operations
 */
export async function linear(rounds: number): Promise<boolean> {
  const rows: string[][] = [];
  let met = true;
  for (const shape of shapes) {
    const times = await timesOf(shape, rounds);
    const [, , at300 = Number.NaN] = times;
    const growth = (times.at(-1) ?? Number.NaN) / at300;
    met &&= at300 < mostFor300 && growth < mostGrowth;
    rows.push([shape.name, ...times.map((time) => time.toFixed(1)), growth.toFixed(1)]);
  }
  console.log(`\nOwn time after parsing in ms, by operations; the last column is 2400 against 300 (linear: 8)`);
  console.log(table(['', ...sizes.map(String), 'growth'], rows));
  return met;
}

async function timesOf(shape: Shape, rounds: number): Promise<number[]> {
  const times: number[] = [];
  // The first runs compile the code.
  for (let warm = 0; warm < 3; warm++) await ownTime(shape, 300);
  for (const operations of sizes) {
    const runs: number[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await ownTime(shape, operations));
    times.push(median(runs));
  }
  return times;
}

async function ownTime(shape: Shape, operations: number): Promise<number> {
  const document = parseDocument({ file: 'made.json', text: definitionOf(shape, operations) });
  const start = process.cpuUsage();
  const api = await readRestApi(document);
  const conversion = convert(api, noDecisions());
  const { source, locate } = document;
  const none = { version: '', fails: () => false };
  const analysis = { source, input: source.file, api, conversion, rules, levelOf, locate, ...none };
  for (const _ of printAnalysis(analysis, 'text', { width: 100, verbose: false }));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
