import type { RuleId } from '../../model/index.js';
import { access } from './access.js';
import { accessLogs } from './access-logs.js';
import { api } from './api.js';
import { authorizers } from './authorizers.js';
import { behaviour } from './behaviour.js';
import { cors } from './cors.js';
import { decisions } from './decisions.js';
import { domains } from './domains.js';
import type { Example } from './fragment.js';
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

/**
 * The example of each rule. Only those who show examples load them: an analysis does without.
 */
export const examples = {
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
} satisfies Record<RuleId, Example> as Record<RuleId, Example>;
