import type { RuleId } from '../../model/index.js';
import { keepsBack } from './foretelling.js';

/** Rules that nobody can accept and that let methods stay on REST, each with what keeps them there. */
export const staying = {
  'routes/no-integration': keepsBack('nothing is connected to the method, and AWS deploys no such API'),
  'access/several-authorizers': keepsBack('which authorizer REST asks is not known'),
  'access/authorizer-stays': keepsBack('the authorizer of the method does not move'),
  'access/scopes-limit': keepsBack('the route cannot have these scopes'),
  'authorizers/cognito-audience': keepsBack('audience or issuer are not decided'),
  'authorizers/cognito-pools': keepsBack('a JWT authorizer has one user pool'),
  'authorizers/identity-source': keepsBack('the identity source has no counterpart'),
  'authorizers/caller-credentials': keepsBack('what the credentials of an authorizer do is not known'),
  'authorizers/unknown-type': keepsBack('whom the authorizer lets in is not known'),
  'lambda/async': keepsBack('HTTP APIs wait for every function'),
  'lambda/streaming': keepsBack('HTTP APIs do not stream answers'),
  'lambda/non-proxy': keepsBack('HTTP APIs call functions as proxies only'),
  'integrations/unknown-type': keepsBack('what the integration does is not known'),
  'integrations/unknown-target': keepsBack('where the integration leads is not known'),
  'http-proxy/path-variable-unfilled': keepsBack('where the backend is called is not known'),
  'vpc-link/needs-decision': keepsBack('link and listener are not decided'),
  'vpc-link/path-hidden': keepsBack('the path of the backend cannot be written'),
  'mock/integration': keepsBack('HTTP APIs have no mocks'),
  'services/integration': keepsBack('HTTP APIs have no such action'),
  'services/not-writable': keepsBack('the arguments of the action cannot be written'),
  'mapping-templates/template': keepsBack('HTTP APIs have no mapping templates'),
  'settings/private-endpoint': keepsBack('HTTP APIs are public'),
  'quotas/integrations': keepsBack('an HTTP API has 300 integrations at most'),
  'ledger/unclaimed': keepsBack('what the construct does is not known'),
} satisfies Partial<Record<RuleId, ReturnType<typeof keepsBack>>>;
