import { randomBytes, randomUUID } from 'node:crypto';
import { Failure } from '../../model/index.js';
import type { Deployment, Gateway, TokenVerifier } from '../gateway.js';

/** What the user may say about a deployment on this machine. */
export interface LocalSettings {
  /** REST only; an HTTP API is deployed on `$default`. */
  stage: string;
  stageVariables: Record<string, string>;
  apiKeys: string[];
  tokens: TokenVerifier;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html */
const STAGE_NAME = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * @returns a deployment with this machine's clock and fresh ids, of the form each kind of API has (RT-CTX-REQID)
 * @throws Failure (`usage`) when the stage has a name that AWS refuses
 */
export function localDeployment(kind: Gateway['kind'], settings: LocalSettings): Deployment {
  const { stage, stageVariables, apiKeys, tokens } = settings;
  if (!STAGE_NAME.test(stage)) {
    const next = 'Use 1 to 128 letters, digits, hyphens and underscores.';
    throw new Failure('usage', `A stage cannot be called "${stage}".`, next);
  }
  return {
    stage: kind === 'rest' ? stage : '$default',
    stageVariables,
    apiKeys,
    tokens,
    apiId: `local${kind}`,
    accountId: '123456789012',
    region: 'us-east-1',
    idsAreStandIns: true,
    random: Math.random,
    now: () => new Date(),
    requestId: kind === 'rest' ? randomUUID : () => randomBytes(11).toString('base64'),
  };
}
