import { randomBytes, randomUUID } from 'node:crypto';
import { Failure } from '../../model/index.js';
import type { Deployment, Gateway, IamCaller, TokenVerifier } from '../gateway.js';

/** What the user may say about a deployment on this machine. */
export interface LocalSettings {
  /** REST only; an HTTP API is deployed on `$default`. */
  stage: string;
  stageVariables: Record<string, string>;
  apiKeys: string[];
  tokens: TokenVerifier;
  /** By access key id. The API is in the account of the first. */
  callers?: Record<string, IamCaller>;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html */
const STAGE_NAME = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * @returns a deployment with this machine's clock and fresh ids, of the form each kind of API has (RT-CTX-REQID)
 * @throws Failure (`usage`) when the stage has a name that AWS refuses
 */
export function localDeployment(kind: Gateway['kind'], settings: LocalSettings): Deployment {
  const { stage, stageVariables, apiKeys, tokens, callers } = settings;
  if (!STAGE_NAME.test(stage)) {
    const next = 'Use 1 to 128 letters, digits, hyphens and underscores.';
    throw new Failure('usage', `A stage cannot be called "${stage}".`, next);
  }
  return {
    stage: kind === 'rest' ? stage : '$default',
    stageVariables,
    apiKeys,
    tokens,
    ...(callers && { callers }),
    apiId: `local${kind}`,
    accountId: Object.values(callers ?? {})[0]?.accountId ?? '123456789012',
    region: 'us-east-1',
    idsAreStandIns: true,
    random: Math.random,
    now: () => new Date(),
    requestId: kind === 'rest' ? randomUUID : openShortIds(),
  };
}

const BYTES_OF_AN_ID = 11;

/** Ids of 11 random bytes. The bytes are fetched for many at once: to fetch them takes as long as to match and answer a request. */
function openShortIds(): () => string {
  let bytes = Buffer.alloc(0);
  let next = 0;
  return () => {
    if (next + BYTES_OF_AN_ID > bytes.length) {
      bytes = randomBytes(BYTES_OF_AN_ID * 256);
      next = 0;
    }
    const start = next;
    next += BYTES_OF_AN_ID;
    return bytes.toString('base64', start, next);
  };
}
