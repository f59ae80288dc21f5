import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptableRules } from '../../src/convert/acceptance.js';
import { convert } from '../../src/convert/convert.js';
import { fixedBackends } from '../../src/diff/backends.js';
import { deployments } from '../../src/diff/deployments.js';
import { diff } from '../../src/diff/diff.js';
import type { DiffResult } from '../../src/diff/differences.js';
import { requestsFor } from '../../src/diff/requests.js';
import { withStandIns } from '../../src/diff/stand-ins.js';
import { tokenSources } from '../../src/diff/token-sources.js';
import { localIssuer } from '../../src/gateway/backends/tokens.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import { type Conversion, type Decisions, noDecisions, routeKey } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { definitions } from '../convert/arbitrary-rest-api.js';

const cognito = { authorizers: { cognito: { audience: ['client-1'] } } };
const accept = [...acceptableRules].map((rule) => ({ rule, reason: 'test' }));

/** Nothing accepted, and everything that can be. */
const choices: Decisions[] = [
  { ...noDecisions(), ...cognito },
  { ...noDecisions(), ...cognito, payloadFormat: '2.0', accept },
];

/** One for all: a key takes longer to make than an API to compare. */
const theIssuer = localIssuer();

async function compared(text: string, decisions: Decisions): Promise<Conversion & { result: DiffResult }> {
  const { api } = await readRestDefinition({ file: 'generated.json', text });
  const conversion = convert(api, decisions);
  const { rest, http, assumed } = withStandIns(api, conversion.httpApi);
  const apiKey = 'key-1';
  const issuer = await theIssuer;
  const deployed = deployments(rest, apiKey, issuer);
  const requests = await requestsFor(
    rest,
    { apiKey, sign: issuer.sign, tokens: tokenSources(rest, http) },
    http.routes.map(({ key }) => key),
  );
  const sides = {
    rest: openRestGateway(rest, fixedBackends(apiKey), deployed.rest),
    http: openHttpGateway(http, fixedBackends(apiKey), deployed.http),
    beforeEach: deployed.letTimePass,
    assumed,
  };
  return { ...conversion, result: await diff(sides, requests, { api: rest, ledger: conversion.ledger }) };
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
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 40) },
  );
});

it('a route called ready shows nothing but what holds for every route', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, async (text) => {
      const { ledger, routes, result } = await compared(text, { ...noDecisions(), ...cognito });
      const ready = new Set(routes.filter(({ verdict }) => verdict === 'ready').map(({ route }) => routeKey(route)));
      const ofAll = new Set(ledger.filter(({ construct }) => construct.route === undefined).map(({ rule }) => rule));
      const shown = result.differences.filter(
        ({ route, rule }) => ready.has(route ?? '') && !(rule && ofAll.has(rule)),
      );
      expect(shown, text).toEqual([]);
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 20) },
  );
});
