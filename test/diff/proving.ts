import { convert } from '../../src/convert/convert.js';
import { fixedBackends } from '../../src/diff/backends.js';
import { compareDefinitions } from '../../src/diff/definition.js';
import { deployments, stages } from '../../src/diff/deployments.js';
import { diff } from '../../src/diff/diff.js';
import type { DiffRequest } from '../../src/diff/diff-request.js';
import type { DiffResult } from '../../src/diff/differences.js';
import { requestsFor } from '../../src/diff/requests.js';
import { signersOf } from '../../src/diff/signers.js';
import { withStandIns } from '../../src/diff/stand-ins.js';
import { tokenSources } from '../../src/diff/token-sources.js';
import { localIssuer } from '../../src/gateway/backends/tokens.js';
import type { Backends } from '../../src/gateway/gateway.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import {
  type Conversion,
  type Decisions,
  type HttpApi,
  isObject,
  type Json,
  type RestApi,
} from '../../src/model/index.js';

const apiKey = 'key-of-the-usage-plan';

/** One for all: a key takes longer to make than an API to compare. */
const theIssuer = localIssuer();

export interface Proof extends Conversion {
  result: DiffResult;
}

interface World {
  /** What somebody does to the HTTP API that the conversion made. */
  change?(made: HttpApi): HttpApi;
  /** Which of the requests are sent; absent: all. */
  only?(request: DiffRequest): boolean;
  /** What functions return in place of a short JSON. */
  answer?: Json;
  /** Where the HTTP API is deployed, if not where the settings say, or to `$default`. */
  stage?: string;
}

/** Converts an API and compares both as `migrate diff` does, in process. */
export async function proofOf(
  api: RestApi,
  decisions: Decisions,
  { change = (made) => made, only = () => true, answer, stage }: World = {},
): Promise<Proof> {
  const conversion = convert(api, decisions);
  const given = change(structuredClone(conversion.httpApi));
  const { rest, http, assumed } = withStandIns(api, given);
  const issuer = await theIssuer;
  const signers = signersOf(decisions.callers, api);
  const deployed = deployments(rest, apiKey, issuer, {
    httpStage: stage ?? (conversion.stage && stages.rest),
    signers,
  });
  const requests = await requestsFor(
    rest,
    { apiKey, sign: issuer.sign, tokens: tokenSources(rest, http), signers: signers?.named },
    http.routes.map(({ key }) => key),
  );
  const backends = answering(answer);
  const sides = {
    rest: openRestGateway(rest, backends, deployed.rest),
    http: openHttpGateway(http, backends, deployed.http),
    beforeEach: deployed.letTimePass,
    assumed: [...assumed, ...(signers?.assumed ?? [])],
  };
  const definition = compareDefinitions({ rest: api, made: conversion.httpApi, given });
  const result = await diff(sides, requests.filter(only), { api: rest, ledger: conversion.ledger, definition });
  return { ...conversion, result };
}

function answering(answer: Json | undefined): Backends {
  const fixed = fixedBackends(apiKey);
  if (answer === undefined) return fixed;
  return {
    ...fixed,
    async invokeLambda(functionName, event) {
      const isAuthorizer = isObject(event) && ('methodArn' in event || 'routeArn' in event);
      return isAuthorizer ? fixed.invokeLambda(functionName, event) : { kind: 'returned', value: answer };
    },
  };
}
