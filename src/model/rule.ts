import type { Evidence } from './evidence.js';

/**
 * Every rule of the catalogue, `concern/name`. `convert` names a rule for each construct, `rules` explains it,
 * `diff` says which differences it foretells; a test binds the three.
 */
export type RuleId =
  | 'api/identity'
  | 'routes/carried'
  | 'routes/stays'
  | 'routes/would-catch'
  | 'routes/takes-more'
  | 'routes/any-written-out'
  | 'routes/no-integration'
  | 'routes/method-unsupported'
  | 'behaviour/unknown-route'
  | 'behaviour/trailing-slash'
  | 'behaviour/response-headers'
  | 'behaviour/error-responses'
  | 'behaviour/refusals'
  | 'behaviour/method-override'
  | 'lambda/payload-1'
  | 'lambda/payload-2'
  | 'lambda/async'
  | 'lambda/streaming'
  | 'lambda/non-proxy'
  | 'lambda/parameter-mapping'
  | 'lambda/mapping-ignored'
  | 'lambda/failing-mapping'
  | 'lambda/cross-region'
  | 'lambda/permission'
  | 'integrations/caller-credentials'
  | 'integrations/timeout'
  | 'integrations/ignored-by-proxy'
  | 'integrations/cache'
  | 'integrations/content-handling'
  | 'integrations/unknown-type'
  | 'integrations/unknown-target'
  | 'integrations/goes-with-integration'
  | 'http-proxy/integration'
  | 'http-proxy/non-proxy'
  | 'http-proxy/parameter-mapping'
  | 'http-proxy/passes-anyway'
  | 'http-proxy/path-parameter'
  | 'http-proxy/reserved-header'
  | 'http-proxy/mapping-without-counterpart'
  | 'http-proxy/path-variable-unfilled'
  | 'http-proxy/tls-unverified'
  | 'vpc-link/needs-decision'
  | 'vpc-link/path-hidden'
  | 'vpc-link/rewritten'
  | 'vpc-link/known'
  | 'mock/integration'
  | 'services/integration'
  | 'services/not-writable'
  | 'services/subtype'
  | 'services/argument'
  | 'services/answer'
  | 'services/kinesis-data'
  | 'mapping-templates/template'
  | 'mapping-templates/pass-through'
  | 'integration-responses/status'
  | 'integration-responses/status-passes'
  | 'integration-responses/template'
  | 'integration-responses/header'
  | 'integration-responses/header-lost'
  | 'cors/preflight'
  | 'cors/preflight-allows-more'
  | 'cors/differs'
  | 'cors/part-of-preflight'
  | 'cors/api-wide'
  | 'cors/preflight-was-protected'
  | 'cors/method-header'
  | 'cors/method-header-differs'
  | 'authorizers/token'
  | 'authorizers/token-to-jwt'
  | 'authorizers/request'
  | 'authorizers/cognito'
  | 'authorizers/cognito-audience'
  | 'authorizers/cognito-pools'
  | 'authorizers/validation-expression'
  | 'authorizers/identity-source'
  | 'authorizers/caller-credentials'
  | 'authorizers/unknown-type'
  | 'authorizers/unused'
  | 'access/authorizer'
  | 'access/iam'
  | 'access/api-key'
  | 'access/cognito-token-kinds'
  | 'access/scopes-limit'
  | 'access/unresolved'
  | 'access/several-authorizers'
  | 'access/authorizer-stays'
  | 'validation/request'
  | 'validation/without-effect'
  | 'validation/definition'
  | 'validation/undefined'
  | 'models/description'
  | 'models/definition'
  | 'gateway-responses/custom'
  | 'gateway-responses/cors-headers'
  | 'gateway-responses/same-answer'
  | 'gateway-responses/never-sent'
  | 'settings/resource-policy'
  | 'settings/private-endpoint'
  | 'settings/binary-media-types'
  | 'settings/api-key-source'
  | 'settings/compression'
  | 'settings/documentation'
  | 'settings/endpoint'
  | 'settings/tls-policy'
  | 'settings/root-security'
  | 'settings/tags'
  | 'settings/http-api-extension'
  | 'quotas/routes'
  | 'quotas/integrations'
  | 'quotas/authorizers'
  | 'quotas/request-size'
  | 'settings/edge-endpoint'
  | 'settings/tls-minimum'
  | 'settings/aws-tags'
  | 'settings/without-effect'
  | 'settings/contradiction'
  | 'settings/unread'
  | 'stage/carried'
  | 'stage/throttling'
  | 'stage/metrics'
  | 'stage/cache'
  | 'stage/execution-logs'
  | 'stage/x-ray'
  | 'stage/canary'
  | 'stage/client-certificate'
  | 'stage/web-acl'
  | 'access-logs/format'
  | 'access-logs/firehose'
  | 'access-logs/too-long'
  | 'usage-plans/limits'
  | 'usage-plans/keys'
  | 'domains/carried'
  | 'domains/mapping'
  | 'domains/edge'
  | 'domains/private'
  | 'domains/tls-policy'
  | 'domains/mutual-tls'
  | 'domains/routing-rules'
  | 'unrecognised/extension'
  | 'decisions/acceptance-expired'
  | 'decisions/acceptance-unused'
  | 'decisions/unused'
  | 'ledger/unclaimed';

/** How much a finding matters to the move, the axis of `--fail-on`. */
export type Level = 'blocked' | 'loss' | 'change' | 'info';

/**
 * Who has to do something about a difference.
 *
 * - `handler` the function or backend behind a route, authorizer functions included
 * - `client` whoever calls the API
 * - `operator` whoever runs it: definitions, decisions, alarms
 */
export type Actor = 'handler' | 'client' | 'operator';

/** What to do about some of the differences that a rule foretells. */
export interface Advice {
  /** What of a request or answer it is about: names of aspects as `diff` reports them, or how they begin (`event.headers`). */
  about: readonly string[];
  actor: Actor;
  /** A whole sentence, to the actor. */
  text: string;
}

/** A row of the catalogue: what one rule means, for people. */
export interface Rule {
  id: RuleId;
  /** One line, a statement. */
  title: string;
  /** Level of an entry that does not block: what a user has lost, must know, or may ignore. */
  level: Exclude<Level, 'blocked'>;
  /** Whether it is about who may call the API, or what shields it. */
  security: boolean;
  /** Whether the user may accept the loss by name (`accept:` in migrate.config.yaml). */
  acceptable: boolean;
  /** Plain words: what API Gateway does in both kinds, and why it matters. */
  explanation: string;
  /** What to do, for whoever runs the API. */
  remedy: string;
  /** What handlers and clients have to do, by what they see; the first that fits counts. Where none does, the remedy holds. */
  advice?: readonly Advice[];
  evidence: Evidence;
  /** The AWS page, or the fact id where the page is silent. */
  link: string;
  /** Version of apigw-migrate that brought the rule. */
  since: string;
}
