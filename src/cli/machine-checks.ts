import { type Check, Failure } from '../model/index.js';
import { placeText } from './config-errors.js';
import { configName, findDecisions } from './decisions.js';

/** @param wanted what package.json asks for: `>=20.19.0` */
export function nodeCheck(wanted: string): Check {
  const found = process.versions.node;
  const says = `${found}; ${wanted} is needed`;
  if (isAtLeast(found, wanted.replace('>=', ''))) return { name: 'node', state: 'ok', says };
  return { name: 'node', state: 'problem', says, next: 'Install a newer Node.js.' };
}

function isAtLeast(found: string, wanted: string): boolean {
  const [have, need] = [found, wanted].map((version) => version.split('.').map(Number));
  const differs = need?.findIndex((part, index) => part !== have?.[index]) ?? -1;
  return differs < 0 || (have?.[differs] ?? 0) > (need?.[differs] ?? 0);
}

/** Looks for the decisions as other commands do for standard input: where the flag says, or in the current folder. */
export async function decisionsCheck(config: string | undefined): Promise<Check> {
  try {
    const found = await findDecisions({ config, input: '-' });
    if (found) return { name: 'decisions', state: 'ok', says: `${found.file} is valid` };
    return { name: 'decisions', state: 'absent', says: `no ${configName} here; one beside a definition counts too` };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const place = error.place === undefined ? '' : `${placeText(error.place)}: `;
    return { name: 'decisions', state: 'problem', says: `${place}${error.message}`, next: error.next };
  }
}
