import type { HttpRoute } from '../../../model/index.js';
import { quotas } from '../limits.js';
import type { Reading } from './reading.js';

/** Checks how many routes and integrations there are (Q-ROUTES can be raised, Q-INTEG cannot). */
export function checkQuotas({ messages }: Reading, routes: HttpRoute[]): void {
  if (routes.length > quotas.routes) {
    const text = `There are ${routes.length} routes, and ${quotas.routes} are allowed unless AWS has raised the quota.`;
    messages.warn('/paths', 'Q-ROUTES', text);
  }
  const integrations = new Set(routes.map(({ integration }) => integration)).size;
  if (integrations > quotas.integrations) {
    const text = `There are ${integrations} integrations, and ${quotas.integrations} are allowed. Share equal ones with $ref.`;
    messages.refuse('/paths', 'Q-INTEG', text);
  }
}

/** The size that ImportApi takes is not published; REST APIs take 6 MB (IM-SIZE). */
export function checkSize({ messages }: Reading, text: string): void {
  if (Buffer.byteLength(text) > quotas.definition) {
    messages.unverified('', 'IM-SIZE', 'The definition is larger than the 6 MB that REST APIs allow.');
  }
}
