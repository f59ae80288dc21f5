import { Failure } from '../model/index.js';
import { tagNames } from '../plan/ownership.js';
import { comparedWith } from '../plan/restored.js';
import { type Account, readIdentity, readIfThere } from './account.js';
import { type JournalEntry, openJournal, type RunStart } from './journal.js';
import { observe, textsIn } from './observe.js';
import { type OpenStep, takeBack } from './undo.js';

/**
 * Keeps an undo from what it is not about.
 *
 * @throws Failure (`refused`) where it is another account or region, or a later run has changed the API
 */
export async function refuseOvertaken(account: Account, start: RunStart, steps: readonly OpenStep[]): Promise<void> {
  const { accountId, region } = await readIdentity(account);
  if (accountId !== start.accountId || region !== start.region) {
    const message = `Run ${start.run} was made in account ${start.accountId}, ${start.region}, and this is ${accountId}, ${region}.`;
    throw new Failure('refused', message, 'Name the profile and region of the run with --profile and --region.');
  }
  const apiId = start.apiId ?? steps.find(({ bindings }) => bindings?.apiId !== undefined)?.bindings?.apiId;
  const api = apiId === undefined ? undefined : await readIfThere(account, 'GetApi', { ApiId: apiId });
  const last = textsIn(api?.['Tags'])[tagNames.run];
  if (last === undefined || last === start.run || last === start.before?.tags[tagNames.run]) return;
  throw new Failure(
    'refused',
    `Run ${last} has changed API ${apiId} since.`,
    `Take that one back first: migrate undo ${last}`,
  );
}

export interface UndoContext {
  account: Account;
  /** Of the journals. */
  folder: string;
  now(): string;
}

/** @returns what remains of the run, in words; empty where all is as it was before */
export async function undoRun(start: RunStart, steps: readonly OpenStep[], context: UndoContext): Promise<string[]> {
  const { account, folder, now } = context;
  const { run } = start;
  const journal = await openJournal(folder, run, 'a');
  try {
    const remains = await takeBack(steps, { run, account, journal, now });
    const left = remains.length > 0 || steps.length === 0 ? remains : await notRestored(account, start);
    const end: JournalEntry = { kind: 'end', at: now(), outcome: left.length > 0 ? 'remains' : 'undone' };
    await journal.write(end);
    return left;
  } finally {
    await journal.close();
  }
}

/** An API that was there before is read again, and held against what it was. */
async function notRestored(account: Account, { apiId, before, stage }: RunStart): Promise<string[]> {
  if (apiId === undefined || before === undefined) return [];
  const { api } = await observe(account, { apiId, origin: { source: '', stage }, functions: [] });
  return api ? comparedWith(before, api) : [`API ${apiId} is gone`];
}
