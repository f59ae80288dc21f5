import type { Cors, Decisions, Operation, Question, RestApi } from '../model/index.js';
import { isAccepted } from './acceptance.js';
import { type Claim, OperationClaims, type Part, type Verdict } from './claim.js';
import {
  allowOrigin,
  mergePolicies,
  type Problem,
  policyOf,
  problemOf,
  type Widening,
  widenedBy,
} from './cors-policy.js';
import { claimValidation } from './validation.js';

/** A mock on OPTIONS that answers with Access-Control headers: how REST APIs answer preflights (GE-OPTIONS, RT-CORS-MODEL). */
export function isPreflightMock({ route, integration }: Operation): boolean {
  if (route.method !== 'OPTIONS' || integration?.type !== 'mock') return false;
  return integration.responses.some(({ headers }) =>
    headers.some(({ header }) => header.toLowerCase() === allowOrigin),
  );
}

/**
 * Merges the preflight mocks of all paths into the one CORS configuration that an HTTP API has (FE-CO-5). Methods and
 * headers are united, since pages that lack one stop working; where a path thereby opens to what its own preflight kept
 * out, that is told (`cors/preflight-allows-more`). Origins and credentials decide who may read answers, so they are
 * never widened: where they differ, the user decides.
 */
export function convertCors(api: RestApi, decisions: Decisions): Part<Cors> {
  const operations = api.operations.filter(isPreflightMock);
  if (operations.length === 0) return { claims: [] };
  const policies = operations.map(policyOf);
  const problem = stayingBy(problemOf(policies, decisions)) ?? protectionProblem(operations, decisions);
  if (problem !== undefined) return { claims: operations.flatMap((operation) => claimPreflight(operation, problem)) };
  const value = mergePolicies(policies, decisions);
  const served = verbsByPath(api);
  const claims = operations.flatMap((operation, index) =>
    claimPreflight(operation, widenedBy(value, policies[index], served.get(operation.route.path) ?? [])),
  );
  return { value, claims };
}

/** Why the preflights stay, and whether the user can free them. */
interface StayingPreflight {
  message: string;
  decidable: boolean;
}

function stayingBy(problem: Problem | undefined): StayingPreflight | undefined {
  return problem && { message: problem.message, decidable: problem.form !== undefined };
}

/** One protected preflight keeps the configuration back: it would answer everybody on every path. */
function protectionProblem(operations: Operation[], decisions: Decisions): StayingPreflight | undefined {
  const locked = operations.flatMap(protectionClaims).find((claim) => !isAccepted(claim, decisions));
  if (locked === undefined) return undefined;
  return { message: `${locked.message} No CORS configuration is written until that is accepted.`, decidable: true };
}

/** Asks what no preflight tells, once for the whole API. */
export function corsQuestions(api: RestApi, decisions: Decisions): Question[] {
  const operations = api.operations.filter(isPreflightMock);
  const problem = operations.length === 0 ? undefined : problemOf(operations.map(policyOf), decisions);
  if (problem?.form === undefined) return [];
  return [
    {
      id: 'cors',
      question: `Which origins may read the answers of every route, and may browsers send credentials? ${problem.message}`,
      decides: { key: ['cors'], form: problem.form, routes: operations.map(({ route }) => route) },
    },
  ];
}

/** A preflight that asks for something refuses those who lack it; the CORS configuration of an HTTP API refuses nobody. */
function protectionClaims(operation: Operation): Claim[] {
  const part = new OperationClaims(operation);
  for (const requirement of operation.access.requirements) {
    part.claim('security-requirement', requirement.at, {
      rule: 'cors/preflight-was-protected',
      outcome: 'blocked',
      message: `The preflight of ${operation.route.path} asks for ${requirement.scheme}, and the CORS configuration answers everybody.`,
    });
  }
  return part.claims;
}

function verbsByPath({ operations }: RestApi): Map<string, string[]> {
  const verbs = new Map<string, string[]>();
  for (const { route } of operations) {
    const known = verbs.get(route.path) ?? [];
    known.push(route.method);
    verbs.set(route.path, known);
  }
  return verbs;
}

/**
 * Claims a preflight mock with all that belongs to it.
 *
 * @param fate why there is no configuration, or what the configuration allows here beyond the mock
 */
function claimPreflight(operation: Operation, fate: StayingPreflight | Widening): Claim[] {
  const part = new OperationClaims(operation);
  const verdict = 'message' in fate ? waiting(fate) : replaced(fate);
  part.claim('operation', operation.at, verdict);
  const { rule: _, message: __, ...outcome } = verdict;
  const message = 'Part of the preflight mock that the CORS configuration stands for.';
  part.claimOtherParts(() => ({ rule: 'cors/part-of-preflight', message, ...outcome }));
  return [...part.claims, ...protectionClaims(operation), ...claimValidation(operation)];
}

function waiting({ message, decidable }: StayingPreflight): Verdict {
  return { rule: 'cors/differs', outcome: 'blocked', message, ...(decidable && { decidable }) };
}

function replaced({ allowed, exposed, opened }: Widening): Verdict {
  const sentences = [
    'The gateway answers this preflight by itself, from one CORS configuration for all routes.',
    ...(allowed.length === 0 ? [] : [`Here it allows more than before: ${allowed.join(', ')}.`]),
    ...(opened.length === 0
      ? []
      : [`Pages of the allowed origins may now send ${opened.join(', ')} here, which this preflight kept them from.`]),
    ...(exposed.length === 0 ? [] : [`They may now read ${exposed.join(', ')} of the answers.`]),
  ];
  const rule = opened.length + exposed.length === 0 ? 'cors/preflight' : 'cors/preflight-allows-more';
  return { rule, outcome: 'replaced', message: sentences.join(' ') };
}
