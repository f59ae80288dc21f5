import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, readIdentity } from '../../src/aws/account.js';
import { execute, type Outcome } from '../../src/aws/execute.js';
import { type JournalEntry, openJournal } from '../../src/aws/journal.js';
import { observe } from '../../src/aws/observe.js';
import { openAccount } from '../../src/aws/open-account.js';
import { openSteps, takeBack } from '../../src/aws/undo.js';
import type { HttpStage, JsonObject } from '../../src/model/index.js';
import { readHttpApi } from '../../src/openapi/http/read-http-api.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { hashOfText } from '../../src/plan/canonical.js';
import { type Desired, desiredOf } from '../../src/plan/desired.js';
import { type LivePlan, livePlan } from '../../src/plan/live-plan.js';
import { wantedStage } from '../../src/plan/stage.js';

/** Calls without pauses: tests do not wait. */
const still = { clock: { millis: () => 0, sleep: async () => undefined }, random: () => 0 };

export async function accountAt(url: string): Promise<Account> {
  return openAccount({ region: 'eu-west-1', endpointUrl: url }, still);
}

export interface Wish {
  definition: JsonObject;
  stage?: HttpStage;
  autoDeploy?: boolean;
  apiId?: string;
}

export async function planOf(account: Account, wish: Wish): Promise<{ desired: Desired; plan: LivePlan }> {
  const { definition: root, stage, autoDeploy = true, apiId } = wish;
  const text = JSON.stringify(root);
  const document = parseDocument({ file: 'http-api.json', text });
  const place = await readIdentity(account);
  const desired = desiredOf({
    ...{ api: readHttpApi(document).httpApi, root: document.root, sha256: hashOfText(text), source: 'rest1' },
    stage: wantedStage({ stage, autoDeploy }),
    place,
  });
  const observed = await observe(account, { apiId, origin: desired.origin, functions: desired.functions });
  return { desired, plan: livePlan(desired, observed, hashOfText(text)) };
}

export async function folderForRuns(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'runs-'));
}

let count = 0;

/** Plans and executes, as the command does. */
export async function importWish(
  account: Account,
  wish: Wish,
  folder: string,
): Promise<{ run: string; outcome: Outcome; plan: LivePlan }> {
  const { desired, plan } = await planOf(account, wish);
  const run = `run-${++count}`;
  const journal = await openJournal(folder, run, 'wx');
  try {
    const outcome = await execute(plan.steps, desired, plan.apiId, { run, account, journal, now });
    return { run, outcome, plan };
  } finally {
    await journal.close();
  }
}

export async function undoRun(account: Account, run: string, folder: string): Promise<string[]> {
  const entries = await entriesOf(folder, run);
  const journal = await openJournal(folder, run, 'a');
  try {
    return await takeBack(openSteps(entries), { run, account, journal, now });
  } finally {
    await journal.close();
  }
}

/** Journals of these tests have no first line: only commands write one. */
export async function entriesOf(folder: string, run: string): Promise<JournalEntry[]> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(join(folder, `${run}.jsonl`), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as JournalEntry]));
}

function now(): string {
  return '2026-11-23T00:00:00Z';
}
