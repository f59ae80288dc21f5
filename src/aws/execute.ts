import { Failure } from '../model/index.js';
import { type Bindings, bound, type WriteStep } from '../plan/call.js';
import { hashOf } from '../plan/canonical.js';
import { type Change, changesOf } from '../plan/changes.js';
import type { Desired } from '../plan/desired.js';
import type { JournalEntry } from './journal.js';
import { observe } from './observe.js';
import { troubleOf } from './trouble.js';
import { openSteps, type Run, takeBack } from './undo.js';
import { LostAnswer, write } from './write.js';

/** How a run ended. */
export type Outcome =
  /** `differing` is what AWS made otherwise than it was wanted, and nobody's calls depend on. */
  | { kind: 'done'; apiId: string; differing: string[] }
  /** `remains` is empty where all is as it was before the run. */
  | { kind: 'failed'; reason: string; permission?: string; remains: string[] };

/** Why a run cannot go on. */
class Stop extends Error {
  constructor(
    message: string,
    readonly permission?: string,
  ) {
    super(message);
  }
}

/**
 * Executes a plan, each call journalled before it is made. What a call made is read back and compared with what was
 * wanted. Where something fails, what was done is taken back.
 *
 * @param apiId of the API that is there; absent where the plan makes one
 */
export async function execute(
  steps: readonly WriteStep[],
  desired: Desired,
  apiId: string | undefined,
  run: Run,
): Promise<Outcome> {
  const entries: JournalEntry[] = [];
  const journal = {
    ...run.journal,
    write: async (entry: JournalEntry) => {
      entries.push(entry);
      await run.journal.write(entry);
    },
  };
  const told = { ...run, journal };
  try {
    const made = await executeAll(steps, { apiId, desired, run: told });
    await journal.write({ kind: 'end', at: run.now(), outcome: 'finished' });
    return { kind: 'done', ...made };
  } catch (error) {
    const stop = stopOf(error);
    if (stop === undefined) throw error;
    const remains = await takeBack(openSteps(entries), told);
    await journal.write({ kind: 'end', at: run.now(), outcome: remains.length > 0 ? 'remains' : 'undone' });
    const { message: reason, permission } = stop;
    return { kind: 'failed', reason, ...(permission !== undefined && { permission }), remains };
  }
}

interface Scene {
  apiId: string | undefined;
  desired: Desired;
  run: Run;
}

async function executeAll(
  steps: readonly WriteStep[],
  { apiId, desired, run }: Scene,
): Promise<{ apiId: string; differing: string[] }> {
  const bindings: Bindings = { run: run.run, ...(apiId !== undefined && { apiId }) };
  for (const [index, step] of steps.entries()) {
    Object.assign(bindings, await executeStep(step, { step: index + 1, bindings, run }));
    if (isDefinition(step)) await verify({ apiId: bindings.apiId, desired, run }, definitionKinds);
  }
  const differing = await verify({ apiId: bindings.apiId, desired, run });
  if (bindings.apiId === undefined) throw new Error('A plan ended without an API.');
  return { apiId: bindings.apiId, differing };
}

interface Position {
  step: number;
  bindings: Bindings;
  run: Run;
}

async function executeStep({ title, call, undo }: WriteStep, { step, bindings, run }: Position): Promise<Bindings> {
  const { account, journal, now } = run;
  const next = bound(call, bindings);
  const { operation } = next;
  await journal.write({
    ...{ kind: 'call', step, at: now(), title, operation, request: hashOf(next.input) },
    undo: undo.map((one) => bound(one, bindings)),
  });
  try {
    const made = await write(account, next, run.run);
    await journal.write({ kind: 'done', step, at: now(), bindings: made });
    return made;
  } catch (error) {
    if (error instanceof LostAnswer) throw new Stop(`${error.message} (${title}).`);
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    await journal.write({ kind: 'refused', step, at: now(), message: trouble.message });
    throw new Stop(`AWS refused ${operation} (${title}): ${trouble.message}`, trouble.permission);
  }
}

function isDefinition({ call: { operation } }: WriteStep): boolean {
  return operation === 'ImportApi' || operation === 'ReimportApi';
}

const definitionKinds: readonly Change['kind'][] = ['authorizer', 'route'];

/** Members that are for people. Whether ImportApi takes each of them over is not recorded. */
const descriptive: ReadonlySet<string> = new Set(['description', 'version', 'operationName']);

/**
 * Reads what is there again: an import can leave routes out without failing (IM-W-JWT).
 *
 * @returns what differs and is for people only
 * @throws Stop where something else differs
 */
async function verify({ apiId, desired, run }: Scene, kinds?: readonly Change['kind'][]): Promise<string[]> {
  const { origin, functions } = desired;
  const observed = await observe(run.account, { apiId, origin, functions });
  const changes = changesOf(desired, observed).filter(({ kind }) => kinds?.includes(kind) ?? true);
  const wrong = changes.filter(({ action }) => action !== 'unchanged');
  const isDescriptive = ({ action, differences }: Change) =>
    action === 'change' && differences.every(({ member }) => descriptive.has(member));
  const grave = wrong.filter((change) => !isDescriptive(change));
  if (grave.length === 0) return wrong.map(differenceText);
  const listed = grave.slice(0, 10).map(differenceText);
  const more = grave.length > listed.length ? ` and ${grave.length - listed.length} more` : '';
  throw new Stop(`What AWS made is not what was wanted: ${listed.join('; ')}${more}.`);
}

function differenceText({ resource, action, differences }: Change): string {
  switch (action) {
    case 'create':
      return `${resource} (missing)`;
    case 'delete':
      return `${resource} (not wanted)`;
    case 'change':
    case 'unchanged':
      return `${resource} (${differences.map(({ member }) => member).join(', ')})`;
  }
}

function stopOf(error: unknown): Stop | undefined {
  if (error instanceof Stop) return error;
  if (error instanceof Failure) return new Stop(error.message);
  const trouble = troubleOf(error);
  return trouble && new Stop(`AWS could not be read: ${trouble.message}`, trouble.permission);
}
