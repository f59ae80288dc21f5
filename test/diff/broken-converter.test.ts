import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDecisions } from '../../src/cli/decisions.js';
import { acceptableRules } from '../../src/convert/acceptance.js';
import { convert } from '../../src/convert/convert.js';
import { type Decisions, type HttpApi, noDecisions, type RestApi } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { type Mutation, mutations } from './mutations.js';
import { proofOf } from './proving.js';

/** A REST API, and what the converter makes of it before it is broken. */
interface Subject {
  name: string;
  api: RestApi;
  decisions: Decisions;
  made: HttpApi;
}

const project = join(import.meta.dirname, '../..');
const corpus = join(project, '../shared/corpus/openapi');
const hasCorpus = existsSync(corpus);

/** The same for each API: what can be accepted is, so that as much as possible moves. */
const everything = [...acceptableRules].map((rule) => ({ rule, reason: 'to see what is written then' }));

async function subject(name: string, input: string, decisions?: Decisions): Promise<Subject | undefined> {
  const source = { file: input, text: readFileSync(input, 'utf8') };
  const { api } = await readRestDefinition(source);
  const audiences = Object.fromEntries(
    api.authorizers.flatMap((one) => (one.kind === 'cognito' ? [[one.name, { audience: ['a-client'] }]] : [])),
  );
  const chosen = decisions ?? { ...noDecisions(), accept: everything, authorizers: audiences };
  const made = convert(api, chosen).httpApi;
  return made.routes.length === 0 ? undefined : { name, api, decisions: chosen, made };
}

async function ofSamples(): Promise<Subject[]> {
  const inputs = ['orders', 'cognito-needs-an-audience', 'cors-mocks-become-one-configuration'].concat([
    'vpc-link-asks-once-per-address',
    'service-calls-become-ready-actions',
    'sam-auth-defaults-in-a-template',
  ]);
  const found = inputs.flatMap((name) => {
    const folder = join(project, 'samples', name);
    const file = readdirSync(folder).find((one) => one.startsWith('rest-api.'));
    return file === undefined ? [] : [[name, join(folder, file)] as const];
  });
  const read = found.map(async ([name, input]) => subject(name, input, await readDecisions({ input })));
  return (await Promise.all(read)).filter((one) => one !== undefined);
}

/** Small ones, which take little time. */
const mostRoutes = 12;

async function ofCorpus(): Promise<Subject[]> {
  const files = hasCorpus ? readdirSync(corpus).sort() : [];
  const read = files.map((file) => subject(file, join(corpus, file)).catch(() => undefined));
  const found = (await Promise.all(read)).filter((one) => one !== undefined);
  return found.filter(({ api }) => api.operations.length <= mostRoutes);
}

/** @returns a few of the APIs, each broken at one place: the first, the second, and so on, so that all kinds of places come up */
function broken(subjects: readonly Subject[], mutation: Mutation, most: number): { one: Subject; given: HttpApi }[] {
  const cases = subjects.flatMap((one, index) => {
    const all = mutation(one.made).filter((given) => JSON.stringify(given) !== JSON.stringify(one.made));
    const given = all[index % Math.max(1, all.length)];
    return given ? [{ one, given }] : [];
  });
  const step = Math.max(1, Math.floor(cases.length / most));
  return cases.filter((_, index) => index % step === 0).slice(0, most);
}

async function expectCaught({ name, api, decisions }: Subject, given: HttpApi): Promise<void> {
  const { result } = await proofOf(api, decisions, { change: () => given });
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  expect(unexplained, `not caught in ${name}`).not.toEqual([]);
  expect(result.unexplained).toBe(unexplained.length);
}

let samples: Subject[];
let real: Subject[];

beforeAll(async () => {
  [samples, real] = await Promise.all([ofSamples(), ofCorpus()]);
});

describe.each(Object.entries(mutations))('a converter that %s', (_, mutation) => {
  it('is caught by diff, in samples', async () => {
    const cases = broken(samples, mutation, 3);
    expect(cases.length, 'no sample has what this breaks').toBeGreaterThan(0);
    for (const { one, given } of cases) await expectCaught(one, given);
  });

  it.skipIf(!hasCorpus)('is caught by diff, in real definitions', async () => {
    for (const { one, given } of broken(real, mutation, 2)) await expectCaught(one, given);
  });
});

it('an intact one is not: what convert writes is explained', async () => {
  for (const { api, decisions } of samples) expect((await proofOf(api, decisions)).result.unexplained).toBe(0);
});
