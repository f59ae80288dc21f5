import { randomBytes, randomUUID } from 'node:crypto';
import type { Deployment, Gateway, TokenVerifier } from '../gateway.js';

/** What the user may say about a deployment on this machine. */
export interface LocalSettings {
  /** REST only; an HTTP API is deployed on `$default`. */
  stage: string;
  stageVariables: Record<string, string>;
  apiKeys: string[];
  tokens: TokenVerifier;
}

/** @returns a deployment with this machine's clock and fresh ids, of the form each kind of API has (RT-CTX-REQID). */
export function localDeployment(kind: Gateway['kind'], settings: LocalSettings): Deployment {
  return {
    ...settings,
    stage: kind === 'rest' ? settings.stage : '$default',
    apiId: `local${kind}`,
    accountId: '123456789012',
    region: 'us-east-1',
    now: () => new Date(),
    requestId: kind === 'rest' ? randomUUID : () => randomBytes(11).toString('base64'),
  };
}
