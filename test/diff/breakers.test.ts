import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readDecisions } from '../../src/cli/decisions.js';
import { isObject, type Json } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { type Proof, proofOf } from './proving.js';

/**
 * Each folder in samples/breakers shows one of the ranked breakers of facts/runtime.md, section 11: a REST API of a few
 * routes, the decisions, what functions answer, and in breaker.yaml the one difference that it is about.
 */
const root = join(import.meta.dirname, '../../samples/breakers');
const folders = readdirSync(root).sort();

/** In the order of their rank. */
const breakers = [
  ...['STAGEPATH', 'PAYLOAD2', 'HDRCASE', 'B64FORM', 'COOKIES', 'DECODEDPATH', '404', '5XX', 'AUTHTOKEN', 'COGNITO'],
  ...['TRAILSLASH', 'CORS', 'FWDED', 'NOVALIDATION', 'RESID', 'REQID', 'CT', 'QSCOMMA', 'CTXTYPES', 'NULLS', 'RELURL'],
  ...['BASICAUTH', 'CLOUDFRONT', 'DOMAINAPI', 'LAMBDAPERM', 'TIMEOUT30', 'VTL', 'STREAMASYNC'],
].map((name) => `RT-BRK-${name}`);

/** What two simulated APIs cannot show, with the reason. */
const excused: Record<string, string> = {
  'RT-BRK-CLOUDFRONT':
    'CloudFront makes these headers of the address and device of the viewer; the simulator adds none and lists that for each request (settings/edge-endpoint).',
  'RT-BRK-DOMAINAPI':
    'Domains come before the API: requests are handed to it directly. The rules domains/* judge them in the ledger.',
  'RT-BRK-LAMBDAPERM':
    'Policies of functions are in the account, and simulated functions let every API call them; the plan of an import grants the permission (lambda/permission).',
};

interface Breaker {
  breaker: string;
  stage?: string;
  shows: { rule: string; aspect: string; rest?: Json; http?: Json };
  /** Rules that explain what else is not benign: what every API of this form shows. */
  beside: string[];
}

async function played(folder: string): Promise<Breaker & { proof: Proof }> {
  const file = (name: string) => join(root, folder, name);
  const text = (name: string) => readFileSync(file(name), 'utf8');
  // A test trusts its own file.
  const breaker = load(text('breaker.yaml')) as Breaker;
  const input = file('rest-api.yaml');
  const { api } = await readRestDefinition({ file: input, text: text('rest-api.yaml') });
  const answer: Json | undefined = existsSync(file('answer.json')) ? JSON.parse(text('answer.json')) : undefined;
  const { stage } = breaker;
  const proof = await proofOf(api, await readDecisions({ input }), {
    ...(answer === undefined ? {} : { answer }),
    ...(stage === undefined ? {} : { stage }),
  });
  return { ...breaker, proof };
}

/** Each is played once, when its first test asks. */
const proofs = new Map<string, ReturnType<typeof played>>();

function proven(folder: string): ReturnType<typeof played> {
  const proof = proofs.get(folder) ?? played(folder);
  proofs.set(folder, proof);
  return proof;
}

describe.each(folders)('samples/breakers/%s', (folder) => {
  it('shows just the difference that its name says, explained by its rule', async () => {
    const { shows, beside, proof } = await proven(folder);
    const { differences } = proof.result;
    const found = differences.filter(({ rule, aspect }) => rule === shows.rule && aspect === shows.aspect);
    expect(found.map(({ rest, http }) => ({ rest, http }))).toContainEqual(
      expect.objectContaining({
        ...('rest' in shows ? { rest: shows.rest } : {}),
        ...('http' in shows ? { http: shows.http } : {}),
      }),
    );
    const others = differences.filter(({ class: of, rule }) => of !== 'benign' && rule !== shows.rule);
    expect([...new Set(others.map(({ rule }) => rule))].sort()).toEqual(beside);
    expect(differences.map(({ class: of }) => of)).not.toContain('security');
  });

  it('differs in nothing that no rule foretold', async () => {
    const { proof } = await proven(folder);
    expect(proof.result.differences.filter(({ rule }) => rule === null)).toEqual([]);
    expect(proof.result.notCompared).toEqual([]);
  });
});

it('each of the 28 breakers is shown by a sample, or excused with a reason', async () => {
  const shown = folders.map((folder) => {
    const breaker = load(readFileSync(join(root, folder, 'breaker.yaml'), 'utf8'));
    return isObject(breaker as Json) ? (breaker as Breaker).breaker : folder;
  });
  expect(breakers).toHaveLength(28);
  expect([...shown, ...Object.keys(excused)].sort()).toEqual([...breakers].sort());
  for (const reason of Object.values(excused)) expect(reason.length).toBeGreaterThan(40);
});
