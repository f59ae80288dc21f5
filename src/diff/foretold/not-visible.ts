import type { RuleId } from '../../model/index.js';
import { cannotShow } from './foretelling.js';
import { asProxy } from './integrations.js';

const beforeTheApi = cannotShow('connections and domains come before the API: requests are handed to it directly');
const noLoad = cannotShow(
  'requests are sent one by one, with hours between them on the simulated clock: no limit is met',
);
const noDeployment = cannotShow('an import that AWS refuses is no deployed API, and a simulated one has no quota');

const aboutDecisions = cannotShow('it is about a decision, not about the API');

/**
 * Rules that foretell something which no request to a simulated API shows, each with the reason: it happens before or
 * after a request, or nobody knows what AWS does.
 */
export const notVisible = {
  'access/unresolved': cannotShow(
    'what REST asks callers for is not in the definition, so that nobody knows whom it refuses',
  ),
  'access-logs/format': cannotShow('lines of logs are not compared, requests and answers are'),
  'access-logs/firehose': cannotShow('where logs are written is no part of a request'),
  'access-logs/too-long': cannotShow('lines of logs are not compared, requests and answers are'),
  'lambda/permission': cannotShow('simulated functions let every API call them: their policies are set at the import'),
  'lambda/parameter-mapping': cannotShow(
    'what the mapping does to the call is not documented, and simulated functions take every call alike',
  ),
  'lambda/cross-region': cannotShow(
    'whether AWS calls a function in another region is not known; simulated ones have none',
    asProxy,
  ),
  'integrations/caller-credentials': cannotShow(
    'simulated functions do not look at the credentials they are called with',
    asProxy,
  ),
  'integrations/cache': cannotShow('the simulated stage has no cache, as a definition switches none on'),
  'http-proxy/tls-unverified': cannotShow('simulated backends show no certificate'),
  'services/kinesis-data': cannotShow('whether AWS encodes the data is not known'),
  'validation/undefined': cannotShow('what the validator checks is not in the definition'),
  'unrecognised/extension': cannotShow('what the extension does is not known'),
  'settings/contradiction': cannotShow('which of the two holds is not known: the definition was simulated'),
  'settings/unread': cannotShow('what could not be read is not simulated'),
  'settings/tls-policy': beforeTheApi,
  'settings/tls-minimum': beforeTheApi,
  'stage/throttling': noLoad,
  'stage/metrics': cannotShow('metrics are no part of a request'),
  'stage/cache': cannotShow(
    'no answer is cached from one request to the next: hours pass between them on the simulated clock',
  ),
  'stage/execution-logs': cannotShow('logs are no part of a request'),
  'stage/x-ray': cannotShow('traces are no part of a request'),
  'stage/canary': cannotShow('which deployment takes a request is chance: the main one was simulated'),
  'stage/client-certificate': cannotShow('simulated backends do not look at certificates'),
  'stage/web-acl': cannotShow('what the web ACL refuses is not in the definition'),
  'usage-plans/limits': noLoad,
  'usage-plans/keys': cannotShow(
    'the keys are objects of the account; that nobody is asked for one is foretold by access/api-key',
  ),
  'quotas/routes': noDeployment,
  'quotas/authorizers': noDeployment,
  'domains/mapping': beforeTheApi,
  'domains/edge': beforeTheApi,
  'domains/private': beforeTheApi,
  'domains/tls-policy': beforeTheApi,
  'domains/mutual-tls': beforeTheApi,
  'domains/routing-rules': beforeTheApi,
  'decisions/acceptance-expired': aboutDecisions,
  'decisions/acceptance-unused': aboutDecisions,
  'decisions/unused': aboutDecisions,
} satisfies Partial<Record<RuleId, ReturnType<typeof cannotShow>>>;
