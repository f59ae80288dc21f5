import type { Cors, Decisions, IntegrationResponse, JsonObject, MappingTemplate, Operation } from '../model/index.js';

export const allowOrigin = 'access-control-allow-origin';

/** What one preflight mock answers. */
export interface Policy {
  origin?: string;
  methods: string[];
  headers: string[];
  expose: string[];
  credentials: boolean;
  maxAge?: number;
  /** What is not written as one constant: decided per request, which no configuration can say, or made by a template. */
  computed: { origin: boolean; others: boolean; byTemplate: boolean };
}

/** What was read already: the questions ask the same mocks as the configuration. */
const known = new WeakMap<Operation, Policy>();

/** Reads a mock: its constants, and whether something else has a say. */
export function policyOf(operation: Operation): Policy {
  const policy = known.get(operation) ?? readPolicy(operation);
  known.set(operation, policy);
  return policy;
}

function readPolicy({ integration }: Operation): Policy {
  const responses = integration?.responses ?? [];
  const constants = responses.flatMap(constantHeaders);
  const values = new Map(constants);
  const origin = values.get(allowOrigin);
  const maxAge = Number(values.get('access-control-max-age') ?? Number.NaN);
  return {
    ...(origin !== undefined && { origin }),
    methods: listOf(values.get('access-control-allow-methods')),
    headers: listOf(values.get('access-control-allow-headers')),
    expose: listOf(values.get('access-control-expose-headers')),
    credentials: values.get('access-control-allow-credentials')?.toLowerCase() === 'true',
    ...(Number.isInteger(maxAge) && { maxAge }),
    computed: computedBy(responses, integration?.templates ?? [], constants),
  };
}

/** @returns the items of a header's list */
export function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

function constantHeaders({ headers }: IntegrationResponse): [string, string][] {
  return headers.flatMap(({ header, source }) =>
    source.kind === 'constant' ? [[header.toLowerCase(), source.text]] : [],
  );
}

/** A mapping that is no constant, a constant that differs from answer to answer, and a template that decides. */
function computedBy(
  responses: IntegrationResponse[],
  requestTemplates: MappingTemplate[],
  constants: [string, string][],
): Policy['computed'] {
  const mapped = responses.flatMap(({ headers }) => headers.filter(({ source }) => source.kind !== 'constant'));
  const differing = constants.filter(([name, value]) =>
    constants.some(([other, text]) => other === name && text !== value),
  );
  const names = [...mapped.map(({ header }) => header.toLowerCase()), ...differing.map(([name]) => name)];
  const templates = [...requestTemplates, ...responses.flatMap((response) => response.templates)];
  const decides = templates.some(({ template }) => /#(set|if)|Override/.test(template.text));
  // The responses of a mock have no value that is unknown to the file but what CloudFormation makes.
  const byTemplate = mapped.some(({ source }) => source.kind === 'unknown' && source.text.includes('${'));
  return {
    origin: decides || names.includes(allowOrigin),
    others: names.some((name) => name.startsWith('access-control-') && name !== allowOrigin),
    byTemplate: byTemplate && !decides,
  };
}

/** Why the mocks cannot become one configuration. */
export interface Problem {
  message: string;
  /** What has to be decided of `cors`; absent where a decision does not help. */
  form?: JsonObject;
}

const origins = { allowOrigins: [''] };
const credentials = { allowCredentials: null };

/** @returns why the mocks cannot become one configuration, or undefined when they can */
export function problemOf(policies: Policy[], { cors }: Decisions): Problem | undefined {
  const found = new Set(policies.map(({ origin }) => origin));
  const allowing = new Set(policies.map((policy) => policy.credentials));
  const more = cors?.allowCredentials === undefined && allowing.size > 1 ? credentials : {};
  const others = policies.find(({ computed }) => computed.others);
  if (others) {
    return {
      message: `The methods, headers or credentials that a preflight allows are ${howComputed(others)}; write them as constants.`,
    };
  }
  const message = cors === undefined ? originProblem(policies, found) : undefined;
  if (message !== undefined) return { message, form: { ...origins, ...more } };
  if (cors?.allowCredentials === undefined && allowing.size > 1) {
    const text =
      'Some paths allow credentials and some do not, and an HTTP API has one setting; decide cors.allowCredentials.';
    // The schema wants the origins too: `cors` as a whole replaces what the paths say.
    return { message: text, form: { ...origins, ...credentials } };
  }
  if ((cors?.allowCredentials ?? allowing.has(true)) && (cors?.allowOrigins ?? [...found]).includes('*')) {
    const text =
      'Credentials are allowed for any origin, which browsers refuse; decide cors.allowOrigins, or cors.allowCredentials: false.';
    return { message: text, form: { ...origins, ...credentials } };
  }
  return undefined;
}

function originProblem(policies: Policy[], found: Set<string | undefined>): string | undefined {
  const computed = policies.find((policy) => policy.computed.origin);
  if (computed) return `The origin that a preflight allows is ${howComputed(computed)}; decide cors.allowOrigins.`;
  if (found.size > 1) {
    return `The paths allow different origins (${[...found].join(' | ')}), and an HTTP API has one list; decide cors.allowOrigins.`;
  }
  const unusable = [...found].find((origin) => !isOrigin(origin));
  return unusable === undefined
    ? undefined
    : `"${unusable}" is no origin that an HTTP API knows; decide cors.allowOrigins.`;
}

function howComputed({ computed }: Policy): string {
  return computed.byTemplate ? 'made by a function of the template when it is deployed' : 'computed per request';
}

/** Exact origins, `*`, and a scheme with `*` (FE-CO-4); a placeholder may become one. */
function isOrigin(origin: string | undefined): boolean {
  if (origin === undefined || origin === '*') return origin === '*';
  if (/\$\{|\{\{|<</.test(origin)) return true;
  return /^https?:\/\/(\*|[^*,\s/]+)$/.test(origin) || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^*,\s/]+$/.test(origin);
}

/** Longest time that a browser may keep an answer, in seconds (NM-CORS). */
const longestAge = 86_400;

/** Unites the policies of all paths. */
export function mergePolicies(policies: Policy[], { cors }: Decisions): Cors {
  const united = (list: (policy: Policy) => string[]) => unite(policies.flatMap(list));
  const ages = policies.flatMap(({ maxAge }) => maxAge ?? []);
  return {
    allowOrigins: cors?.allowOrigins ?? [policies[0]?.origin ?? '*'],
    allowMethods: united(({ methods }) => methods),
    allowHeaders: united(({ headers }) => headers),
    exposeHeaders: united(({ expose }) => expose),
    allowCredentials: cors?.allowCredentials ?? policies.some(({ credentials }) => credentials),
    // Absent on one path means the browser's own default there, so only an age that all paths state is kept.
    ...(ages.length === policies.length && { maxAge: Math.max(-1, Math.min(...ages, longestAge)) }),
  };
}

/** What the configuration allows on a path beyond the path's own preflight. */
export interface Widening {
  /** Methods and headers, in the words of the configuration. */
  allowed: string[];
  /** Headers of answers that pages may read now. */
  exposed: string[];
  /** Verbs that the path serves, and that browsers asked its preflight for in vain. */
  opened: string[];
}

/**
 * @param served verbs that the path has methods for
 * @returns what is wider. A method in the list matters only where the path has it, and only if browsers ask before they
 *   send it: GET, HEAD and POST go out whatever the list says (https://fetch.spec.whatwg.org/#cors-safelisted-method)
 */
export function widenedBy(cors: Cors, policy: Policy | undefined, served: string[]): Widening {
  const methods = beyond(cors.allowMethods, policy?.methods);
  const isAllowed = (verb: string) => methods.includes('*') || methods.includes(verb);
  return {
    allowed: [...methods, ...beyond(cors.allowHeaders, policy?.headers)],
    exposed: beyond(cors.exposeHeaders, policy?.expose),
    opened: ['DELETE', 'PATCH', 'PUT'].filter(
      (verb) => (served.includes(verb) || served.includes('ANY')) && isAllowed(verb) && !policy?.methods.includes(verb),
    ),
  };
}

function beyond(all: string[], own: string[] = []): string[] {
  if (own.includes('*')) return [];
  return all.filter((name) => !own.some((known) => known.toLowerCase() === name.toLowerCase()));
}

/** Unites lists without regard to letter case, in a fixed order. `*` stands for everything. */
function unite(values: string[]): string[] {
  if (values.includes('*')) return ['*'];
  const byName = new Map(values.map((value) => [value.toLowerCase(), value]));
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
