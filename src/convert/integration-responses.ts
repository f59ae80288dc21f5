import type { Cors, Integration, IntegrationResponse, ResponseHeaderMapping } from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { corsHeaderVerdict } from './cors-headers.js';
import { actionOf, leavesBody } from './mapping-templates.js';
import { isSameHeader, translateResponse } from './response-mappings.js';

/** What a proxy of an HTTP API sets on answers: by status of the backend, then by target. */
export type ResponseParameters = Record<string, Record<string, string>>;

/**
 * What becomes of the integration responses of a non-proxy integration once a proxy or a ready action takes its place:
 * the answer of the backend passes as it is, but for headers and statuses that a literal status tells apart (PM-STATUS).
 *
 * @param cors the configuration that the HTTP API gets, if any: it sets the Access-Control headers by itself
 * @returns the mappings; for a service nothing documents that they hold (PM-APPLIES), so callers leave them out there
 */
export function claimIntegrationResponses(
  part: OperationClaims,
  { responses, type }: Pick<Integration, 'responses' | 'type'>,
  cors: Cors | undefined,
): ResponseParameters {
  const made: ResponseParameters = {};
  for (const response of responses) {
    const status = type === 'http' ? literalStatus(response.pattern) : undefined;
    part.claim(
      'integration-response',
      response.at,
      type === 'http' ? statusVerdict(response, status) : answerVerdict(response),
    );
    for (const { at, form } of response.templates) {
      const leaves = leavesBody({ form });
      part.claim('response-template', at, leaves ? bodyPasses : templateVerdict(actionOf(form)));
    }
    const mappings = statusMapping(response, status);
    for (const mapping of response.headers) {
      Object.assign(mappings, claimHeader(part, mapping, { status, cors, isService: type !== 'http' }));
    }
    if (status !== undefined && Object.keys(mappings).length > 0) made[status] = mappings;
  }
  return made;
}

/** A pattern that is nothing but a status; `default` and real patterns stand for many (PT-12). */
function literalStatus(pattern: string): string | undefined {
  return /^[2-5]\d\d$/.test(pattern) ? pattern : undefined;
}

function statusMapping({ statusCode }: IntegrationResponse, status: string | undefined): Record<string, string> {
  const isOther = status !== undefined && /^[2-5]\d\d$/.test(statusCode ?? '') && statusCode !== status;
  return isOther ? { 'overwrite:statuscode': statusCode ?? '' } : {};
}

function statusVerdict({ pattern, statusCode }: IntegrationResponse, status: string | undefined): Verdict {
  if (status !== undefined && statusCode === status) {
    const message = `An answer ${status} of the backend is an answer ${status} to the client.`;
    return { rule: 'integration-responses/status', outcome: 'carried', message };
  }
  if (status !== undefined && statusCode !== undefined) {
    const message = `An answer ${status} of the backend becomes ${statusCode} by overwrite:statuscode.`;
    return { rule: 'integration-responses/status', outcome: 'rewritten', message };
  }
  const which =
    pattern === 'default' ? 'Every answer that no other pattern takes' : `Every answer that matches ${pattern}`;
  const message = `${which} is ${statusCode ?? 'one status'} to the client today; with an HTTP API the status of the backend passes.`;
  return { rule: 'integration-responses/status-passes', outcome: 'behaviour-changes', message };
}

/** What a ready action answers is not documented in full (SN-RESP). */
function answerVerdict({ pattern, statusCode }: IntegrationResponse): Verdict {
  const message = `Answers for ${pattern} are ${statusCode ?? 'one status'} today; with the ready action clients get what the service answers.`;
  return { rule: 'services/answer', outcome: 'behaviour-changes', message };
}

function headerOfService({ header }: ResponseHeaderMapping): Verdict {
  const message = `The header ${header} comes from the service; which of its headers a ready action hands on is not documented.`;
  return { rule: 'services/answer', outcome: 'behaviour-changes', message };
}

const bodyPasses: Verdict = {
  rule: 'integration-responses/status',
  outcome: 'carried',
  message: 'The template leaves the body as it is, and so does the HTTP API.',
};

function templateVerdict(action: string): Verdict {
  const message = `A template makes the answer: it ${action}. With an HTTP API clients get the body of the backend.`;
  return { rule: 'integration-responses/template', outcome: 'blocked', message };
}

function claimHeader(
  part: OperationClaims,
  mapping: ResponseHeaderMapping,
  { status, cors, isService }: { status: string | undefined; cors: Cors | undefined; isService: boolean },
): Record<string, string> {
  if (/^access-control-/i.test(mapping.header)) {
    part.claim('response-mapping', mapping.at, corsHeaderVerdict(mapping, cors));
    return {};
  }
  if (isService && isSameHeader(mapping)) {
    part.claim('response-mapping', mapping.at, headerOfService(mapping));
    return {};
  }
  const fate = translateResponse(mapping, status);
  part.claim('response-mapping', mapping.at, fate.verdict);
  return fate.kind === 'written' ? { [`overwrite:header.${mapping.header}`]: fate.value } : {};
}
