import { keysOf, type LedgerEntry, type Operation, settingsRoot } from '../model/index.js';

/**
 * What is set for the whole API and shields methods: as long as it is open, they do not move. A resource policy, a web
 * ACL, a private endpoint, a TLS policy and whatever nobody knows shield every method; limits of usage plans those that
 * ask for a key; a client certificate belongs to calls of HTTP backends.
 */
export function shields(entry: LedgerEntry, operation: Operation): boolean {
  switch (entry.rule) {
    case 'settings/resource-policy':
    case 'settings/private-endpoint':
    case 'settings/tls-policy':
    case 'settings/contradiction':
    case 'stage/web-acl':
      return true;
    case 'unrecognised/extension':
      return isOfWholeApi(entry);
    case 'usage-plans/limits':
      return operation.access.requirements.some(({ kind }) => kind === 'api-key');
    case 'stage/client-certificate':
      return operation.integration?.type === 'http' || operation.integration?.type === 'http_proxy';
    default:
      return false;
  }
}

/** What belongs to an authorizer holds back its own methods; what stands around domains or functions, none. */
function isOfWholeApi({ construct }: LedgerEntry): boolean {
  if (/^\/(securityDefinitions|components\/securitySchemes)\//.test(construct.at)) return false;
  const [top, path] = keysOf(construct.at);
  // A path that can be read holds back its own methods.
  if (!construct.at.startsWith(`${settingsRoot}/`)) return !(top === 'paths' && path?.startsWith('/'));
  return ['restApi', 'stage', 'authorizers'].includes(path ?? '');
}
