import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { againstPeer } from './against-peer.js';
import { linear } from './linear.js';

/**
 * The benchmarks; `npm run bench -- --input FILE` enlarges another definition than the sample. Ratios come from one run,
 * so that machines can be compared. Exits with 1 when a goal is missed. Nothing here is a test: machines have bad days.
 */
const sample = fileURLToPath(new URL('../samples/orders/rest-api.yaml', import.meta.url));
const { values } = parseArgs({
  options: { input: { type: 'string', default: sample }, rounds: { type: 'string', default: '5' } },
});
const rounds = Number(values.rounds);

const isLinear = await linear(rounds);
const isFaster = await againstPeer(values.input, rounds);
if (!isLinear) console.log('\nMissed: own time grows faster than the number of operations, or is long.');
if (!isFaster) console.log('\nMissed: less than half of the time of redocly lint, and less memory.');
process.exitCode = isLinear && isFaster ? 0 : 1;
