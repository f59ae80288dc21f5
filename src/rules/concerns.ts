import type { RuleId } from '../model/index.js';

/** What rules are about: the part of their ids before the slash. */
export type Concern = RuleId extends infer Id ? (Id extends `${infer Name}/${string}` ? Name : never) : never;

/** The concerns in the order of the catalogue, in words. */
export const concerns: Record<Concern, string> = {
  api: 'The API itself',
  routes: 'Routes',
  behaviour: 'What every API does otherwise',
  access: 'Who may call a method',
  authorizers: 'Authorizers',
  cors: 'CORS',
  lambda: 'Lambda functions',
  integrations: 'Integrations of all types',
  'http-proxy': 'HTTP backends',
  'vpc-link': 'Private backends',
  mock: 'Mocks',
  services: 'AWS services',
  'mapping-templates': 'Mapping templates',
  'integration-responses': 'Responses of backends',
  validation: 'Request validation',
  models: 'Models',
  'gateway-responses': 'Gateway responses',
  settings: 'Settings of the API',
  quotas: 'Quotas',
  stage: 'The stage',
  'access-logs': 'Access logs',
  'usage-plans': 'Usage plans and API keys',
  domains: 'Custom domains',
  unrecognised: 'Unknown AWS keys',
  decisions: 'Decisions',
  ledger: 'The ledger',
};

// The keys are just the concerns: another one would not compile.
export const concernNames = Object.keys(concerns) as Concern[];

/** @returns the concern of a rule */
export function concernOf(id: RuleId): Concern {
  // What stands before the slash of a rule id is a concern by its type.
  return id.slice(0, id.indexOf('/')) as Concern;
}
