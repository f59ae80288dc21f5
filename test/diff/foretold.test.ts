import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptableRules } from '../../src/convert/acceptance.js';
import { convert } from '../../src/convert/convert.js';
import type { DiffRequest } from '../../src/diff/diff-request.js';
import { idle } from '../../src/diff/not-shown.js';
import {
  type Decisions,
  type JsonObject,
  type LedgerEntry,
  noDecisions,
  type RestApi,
  type RuleId,
  routeKey,
} from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { definitions } from '../convert/arbitrary-rest-api.js';
import { lambda, restApi, schemes } from './definitions.js';
import { type Proof, proofOf } from './proving.js';

const cognito = { authorizers: { cognito: { audience: ['client-1'] } } };
const accept = [...acceptableRules].map((rule) => ({ rule, reason: 'test' }));

/** Nothing accepted, and everything that can be. */
const choices: Decisions[] = [
  { ...noDecisions(), ...cognito },
  { ...noDecisions(), ...cognito, payloadFormat: '2.0', accept },
];

async function compared(text: string, decisions: Decisions): Promise<Proof & { api: RestApi }> {
  const { api } = await readRestDefinition({ file: 'generated.json', text });
  return { ...(await proofOf(api, decisions)), api };
}

/** @returns what the REST API asks for on a route of the HTTP API, less what was given up there by name */
function stillAsked(route: string | undefined, api: RestApi, ledger: readonly LedgerEntry[]): string[] {
  const keys = [route ?? '', (route ?? '').replace(/^\S+/, 'ANY')];
  const method = keys.flatMap((key) => api.operations.find((one) => routeKey(one.route) === key) ?? [])[0];
  const givenUp = new Set<string>(
    ledger.flatMap(({ rule, accepted, construct }) =>
      accepted && construct.route && routeKey(construct.route) === (method && routeKey(method.route)) ? [rule] : [],
    ),
  );
  const asked = method?.access.requirements.map(({ kind }): string => kind) ?? ['a route that REST does not have'];
  return asked.filter((kind) => !givenUp.has(`access/${kind}`));
}

it('whatever a route shows was foretold by an entry of its own, or by one of the whole API', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, fc.constantFrom(...choices), async (text, decisions) => {
      const { ledger, result } = await compared(text, decisions);
      for (const { rule, route, aspect } of result.differences) {
        const told = ledger.filter((entry) => entry.rule === rule);
        const routes = told.map(({ construct }) => construct.route && routeKey(construct.route));
        expect(rule, `${aspect} of ${route} is unexplained\n${text}`).not.toBeNull();
        expect(told.length, `${rule} foretold ${aspect} of ${route}, and is not in the ledger\n${text}`).not.toBe(0);
        expect(routes.length, text).toBeGreaterThan(0);
      }
      expect(result.unexplained, text).toBe(0);
      const idleRules = result.notShown?.filter(({ reason }) => reason === idle).map(({ rule }) => rule);
      expect(idleRules, `foretold, tried and not seen\n${text}`).toEqual([]);
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 40) },
  );
});

it('a route called ready shows nothing but what holds for every route', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, async (text) => {
      const { api } = await readRestDefinition({ file: 'generated.json', text });
      const decisions = { ...noDecisions(), ...cognito };
      const verdicts = convert(api, decisions).routes.filter(({ verdict }) => verdict === 'ready');
      const ready = new Set(verdicts.map(({ route }) => routeKey(route)));
      // Nothing else is sent, so that a difference of many routes is one of ready ones only.
      const only = ({ route }: DiffRequest) => route !== undefined && ready.has(routeKey(route));
      const { ledger, result } = await proofOf(api, decisions, { only });
      const ofAll = new Set(ledger.filter(({ construct }) => construct.route === undefined).map(({ rule }) => rule));
      const shown = result.differences.filter(
        ({ route, rule }) => (route === null || ready.has(route)) && !(rule && ofAll.has(rule)),
      );
      expect(shown, text).toEqual([]);
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 20) },
  );
});

it('who was refused and passes now is a matter of security, whatever else is said of it', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, fc.constantFrom(...choices), async (text, decisions) => {
      const { result, ledger, api } = await compared(text, decisions);
      const accepted = new Set(ledger.flatMap(({ rule, accepted: by }) => (by === undefined ? [] : [rule])));
      for (const difference of result.differences) {
        const { class: of, aspect, rest, http, rule } = difference;
        if (aspect !== 'authorization' || rest !== 'refused' || http === 'refused') continue;
        expect(of, `${rule} makes less of it\n${text}`).toBe('security');
        if (rule === 'behaviour/method-override') {
          // REST lets everybody call this by the verb itself.
          expect(stillAsked(result.examples?.get(difference)?.http.route, api, ledger), text).toEqual([]);
          continue;
        }
        expect(rule !== null && accepted.has(rule), `${rule} explains it, and nobody accepted that\n${text}`).toBe(
          true,
        );
      }
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 20) },
  );
});

/** What such seeds have found: the methods, and who must explain what. */
const found: [
  name: string,
  paths: JsonObject,
  shown: { rule: RuleId; aspect: string; route: string; class: string },
][] = [
  [
    'a slash behind OPTIONS with a key that falls to an open greedy route is the loss of the key',
    {
      '/a/b': { options: { ...lambda, security: [{ key: [] }] } },
      '/a/{proxy+}': { 'x-amazon-apigateway-any-method': lambda },
    },
    { rule: 'access/api-key', aspect: 'authorization', route: 'OPTIONS /a/b', class: 'security' },
  ],
  [
    'an ANY that stays with its key beside an open GET is shown by its own calls, not by one of GET that names another verb',
    {
      '/': {
        get: lambda,
        'x-amazon-apigateway-any-method': {
          'x-amazon-apigateway-integration': {
            ...{ type: 'http_proxy', httpMethod: 'ANY', uri: 'https://nlb.example.com/b' },
            ...{ connectionType: 'VPC_LINK', connectionId: 'link-1' },
          },
          security: [{ token: [], key: [] }],
        },
      },
    },
    { rule: 'routes/stays', aspect: 'route', route: 'ANY /', class: 'breaking' },
  ],
  [
    'a guarded ANY beside an open GET is told apart from it where a header names another verb',
    { '/': { get: lambda, 'x-amazon-apigateway-any-method': { ...lambda, security: [{ token: [] }] } } },
    { rule: 'behaviour/method-override', aspect: 'authorization', route: 'ANY /', class: 'security' },
  ],
];

it.each(found)('%s', async (_, paths, shown) => {
  const api = await restApi({ securityDefinitions: schemes, paths });
  const { result } = await proofOf(api, { ...noDecisions(), accept });
  const alike = result.differences.filter(({ aspect, route }) => aspect === shown.aspect && route === shown.route);
  expect(alike).toContainEqual(expect.objectContaining(shown));
  const refused = alike.filter(({ rest, http }) => rest === 'refused' && http !== 'refused');
  expect(refused.map(({ rule }) => rule)).toEqual(refused.map(() => shown.rule));
  expect(result.differences.filter(({ rule }) => rule === null)).toEqual([]);
  expect(result.notShown?.filter(({ reason }) => reason === idle)).toEqual([]);
});
