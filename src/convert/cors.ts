import type { Cors, Decisions, IntegrationResponse, Operation, RestApi, RuleId } from '../model/index.js';
import { isAccepted } from './acceptance.js';
import { type Claim, OperationClaims, type Part } from './claim.js';
import { claimValidation } from './validation.js';

const allowOrigin = 'access-control-allow-origin';

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
  const problem = problemOf(policies, decisions) ?? protectionProblem(operations, decisions);
  if (problem !== undefined) return { claims: operations.flatMap((operation) => claimPreflight(operation, problem)) };
  const value = merge(policies, decisions);
  const claims = operations.flatMap((operation, index) =>
    claimPreflight(operation, undefined, widenedBy(value, policies[index])),
  );
  return { value, claims };
}

/** One protected preflight keeps the configuration back: it would answer everybody on every path. */
function protectionProblem(operations: Operation[], decisions: Decisions): string | undefined {
  const locked = operations.flatMap(protectionClaims).find((claim) => !isAccepted(claim, decisions));
  return locked && `${locked.message} No CORS configuration is written until that is accepted.`;
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

/** What one mock answers. Absent where the answer is computed at run time. */
interface Policy {
  origin?: string;
  methods: string[];
  headers: string[];
  expose: string[];
  credentials: boolean;
  maxAge?: number;
  computed: boolean;
}

function policyOf({ integration }: Operation): Policy {
  const responses = integration?.responses ?? [];
  const values = new Map(responses.flatMap(constantHeaders));
  const list = (name: string) =>
    (values.get(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const origin = values.get(allowOrigin);
  const maxAge = Number(values.get('access-control-max-age') ?? Number.NaN);
  return {
    ...(origin !== undefined && { origin }),
    methods: list('access-control-allow-methods'),
    headers: list('access-control-allow-headers'),
    expose: list('access-control-expose-headers'),
    credentials: values.get('access-control-allow-credentials')?.toLowerCase() === 'true',
    ...(Number.isInteger(maxAge) && { maxAge }),
    computed: responses.some(isComputed),
  };
}

function constantHeaders({ headers }: IntegrationResponse): [string, string][] {
  return headers.flatMap(({ header, source }) =>
    source.kind === 'constant' ? [[header.toLowerCase(), source.text]] : [],
  );
}

/** A template that overrides headers or the status decides per request, which no configuration can. */
function isComputed({ headers, templates }: IntegrationResponse): boolean {
  const cors = headers.filter(({ header }) => header.toLowerCase().startsWith('access-control-'));
  return (
    cors.some(({ source }) => source.kind !== 'constant') ||
    templates.some(({ template }) => /#(set|if)|responseOverride/.test(template.text))
  );
}

/** @returns why the mocks cannot become one configuration, or undefined when they can */
function problemOf(policies: Policy[], { cors }: Decisions): string | undefined {
  const origins = new Set(policies.map(({ origin }) => origin));
  const credentials = new Set(policies.map((policy) => policy.credentials));
  if (cors === undefined && policies.some(({ computed }) => computed)) {
    return 'The answer to the preflight is computed per request; decide cors.allowOrigins.';
  }
  if (cors === undefined && origins.size > 1) {
    return `The paths allow different origins (${[...origins].join(' | ')}), and an HTTP API has one list; decide cors.allowOrigins.`;
  }
  if (cors?.allowCredentials === undefined && credentials.size > 1) {
    return 'Some paths allow credentials and some do not, and an HTTP API has one setting; decide cors.allowCredentials.';
  }
  if ((cors?.allowCredentials ?? credentials.has(true)) && (cors?.allowOrigins ?? [...origins]).includes('*')) {
    return 'Credentials are allowed for any origin, which browsers refuse; decide cors.allowOrigins.';
  }
  return undefined;
}

function merge(policies: Policy[], { cors }: Decisions): Cors {
  const united = (list: (policy: Policy) => string[]) => unite(policies.flatMap(list));
  const ages = policies.flatMap(({ maxAge }) => maxAge ?? []);
  return {
    allowOrigins: cors?.allowOrigins ?? [policies[0]?.origin ?? '*'],
    allowMethods: united(({ methods }) => methods),
    allowHeaders: united(({ headers }) => headers),
    exposeHeaders: united(({ expose }) => expose),
    allowCredentials: cors?.allowCredentials ?? policies.some(({ credentials }) => credentials),
    // Absent on one path means the browser's own default there, so only an age that all paths state is kept.
    ...(ages.length === policies.length && { maxAge: Math.min(...ages) }),
  };
}

/** @returns the methods and headers that a path did not allow by itself */
function widenedBy(cors: Cors, policy: Policy | undefined): string[] {
  const more = (all: string[], own: string[] = []) =>
    own.includes('*') ? [] : all.filter((name) => !own.some((known) => known.toLowerCase() === name.toLowerCase()));
  return [...more(cors.allowMethods, policy?.methods), ...more(cors.allowHeaders, policy?.headers)];
}

/** Unites lists without regard to letter case, in a fixed order. `*` stands for everything. */
function unite(values: string[]): string[] {
  if (values.includes('*')) return ['*'];
  const byName = new Map(values.map((value) => [value.toLowerCase(), value]));
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** Claims a preflight mock with all that belongs to it. */
function claimPreflight(operation: Operation, problem: string | undefined, widened: string[] = []): Claim[] {
  const part = new OperationClaims(operation);
  const outcome = problem === undefined ? 'replaced' : 'blocked';
  const rule: RuleId = problem === undefined ? 'cors/preflight' : 'cors/differs';
  const wider = widened.length === 0 ? '' : ` Here it allows more than before: ${widened.join(', ')}.`;
  const message =
    problem ?? `The gateway answers this preflight by itself, from one CORS configuration for all routes.${wider}`;
  part.claim('operation', operation.at, { rule, outcome, message, ...(problem !== undefined && { decidable: true }) });
  const belongs = {
    rule: 'cors/part-of-preflight',
    outcome,
    message: 'Part of the preflight mock that the CORS configuration stands for.',
    ...(problem !== undefined && { decidable: true }),
  } as const;
  part.claimOtherParts(() => belongs);
  return [...part.claims, ...protectionClaims(operation), ...claimValidation(operation)];
}
