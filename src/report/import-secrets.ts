import type { IntegrationResource } from '../plan/resources.js';

const secretName = /key|token|secret|passw|credential|auth|cookie|signature/i;

/**
 * Hides constants that a mapping puts into a header or query parameter with the name of a secret. What a mapping takes
 * from the request shows nothing, and stays.
 */
export function withoutSecrets(integration: IntegrationResource): IntegrationResource {
  return { ...integration, requestParameters: hidden(integration.requestParameters) };
}

function hidden(mappings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mappings).map(([target, value]) => {
      const isSecret = /^\w+:(?:header|querystring)\./.test(target) && secretName.test(target) && !value.includes('$');
      return [target, isSecret && value !== "''" ? '(hidden)' : value];
    }),
  );
}
