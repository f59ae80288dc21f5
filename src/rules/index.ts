import type { Rule, RuleId } from '../model/index.js';
import { access } from './access.js';
import { accessLogs } from './access-logs.js';
import { api } from './api.js';
import { authorizers } from './authorizers.js';
import { behaviour } from './behaviour.js';
import type { RuleText } from './concern.js';
import { cors } from './cors.js';
import { decisions } from './decisions.js';
import { domains } from './domains.js';
import { gatewayResponses } from './gateway-responses.js';
import { httpProxy } from './http-proxy.js';
import { integrationResponses } from './integration-responses.js';
import { integrations } from './integrations.js';
import { lambda } from './lambda.js';
import { ledger } from './ledger.js';
import { mappingTemplates } from './mapping-templates.js';
import { mock } from './mock.js';
import { models } from './models.js';
import { quotas } from './quotas.js';
import { routes } from './routes.js';
import { services } from './services.js';
import { settings } from './settings.js';
import { stage } from './stage.js';
import { unrecognised } from './unrecognised.js';
import { usagePlans } from './usage-plans.js';
import { validation } from './validation.js';
import { vpcLink } from './vpc-link.js';

const texts = {
  ...api,
  ...routes,
  ...behaviour,
  ...access,
  ...authorizers,
  ...cors,
  ...lambda,
  ...integrations,
  ...httpProxy,
  ...vpcLink,
  ...mock,
  ...services,
  ...mappingTemplates,
  ...integrationResponses,
  ...validation,
  ...models,
  ...gatewayResponses,
  ...settings,
  ...quotas,
  ...stage,
  ...accessLogs,
  ...usagePlans,
  ...domains,
  ...unrecognised,
  ...decisions,
  ...ledger,
} satisfies Record<RuleId, RuleText>;

/**
 * The catalogue: what each rule of the ledger means, for people. A rule id without its text does not compile.
 *
 * The cast is safe: the entries are those of `texts`, which has every rule id, and `fromEntries` only forgets that.
 */
export const rules = Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, { id, ...text }])) as Record<
  RuleId,
  Rule
>;
