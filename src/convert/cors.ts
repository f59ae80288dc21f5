import type { Cors, Decisions, Operation, Question, RestApi, RuleId } from '../model/index.js';
import { isAccepted } from './acceptance.js';
import { type Claim, OperationClaims, type Part } from './claim.js';
import { allowOrigin, mergePolicies, type Problem, policyOf, problemOf, widenedBy } from './cors-policy.js';
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
 * headers are united: a preflight only tells a browser what it may try. Origins and credentials decide who may read
 * answers, so they are never widened: where they differ, the user decides.
 */
export function convertCors(api: RestApi, decisions: Decisions): Part<Cors> {
  const operations = api.operations.filter(isPreflightMock);
  if (operations.length === 0) return { claims: [] };
  const policies = operations.map(policyOf);
  const problem = stayingBy(problemOf(policies, decisions)) ?? protectionProblem(operations, decisions);
  if (problem !== undefined) return { claims: operations.flatMap((operation) => claimPreflight(operation, problem)) };
  const value = mergePolicies(policies, decisions);
  const claims = operations.flatMap((operation, index) =>
    claimPreflight(operation, undefined, widenedBy(value, policies[index])),
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

/** Claims a preflight mock with all that belongs to it. */
function claimPreflight(operation: Operation, problem: StayingPreflight | undefined, widened: string[] = []): Claim[] {
  const part = new OperationClaims(operation);
  const outcome = problem === undefined ? 'replaced' : 'blocked';
  const rule: RuleId = problem === undefined ? 'cors/preflight' : 'cors/differs';
  const wider = widened.length === 0 ? '' : ` Here it allows more than before: ${widened.join(', ')}.`;
  const message =
    problem?.message ??
    `The gateway answers this preflight by itself, from one CORS configuration for all routes.${wider}`;
  part.claim('operation', operation.at, { rule, outcome, message, ...(problem?.decidable && { decidable: true }) });
  const belongs = {
    rule: 'cors/part-of-preflight',
    outcome,
    message: 'Part of the preflight mock that the CORS configuration stands for.',
    ...(problem?.decidable && { decidable: true }),
  } as const;
  part.claimOtherParts(() => belongs);
  return [...part.claims, ...protectionClaims(operation), ...claimValidation(operation)];
}
