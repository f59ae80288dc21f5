import { type Integration, type IntegrationExtra, isObject } from '../model/index.js';
import type { Verdict } from './claim.js';

/** @returns whether answers are streamed (FE-INT-STREAM) */
export function isStreaming({ kind, value }: IntegrationExtra): boolean {
  return kind === 'response-transfer-mode' && typeof value === 'string' && value.toUpperCase() === 'STREAM';
}

/** What becomes of a property of an integration. */
export function propertyVerdict(extra: IntegrationExtra, { type }: Pick<Integration, 'type'>): Verdict {
  switch (extra.kind) {
    case 'content-handling':
      return type === 'aws_proxy' || type === 'http_proxy' ? ignoredByProxy : contentHandlingVerdict(extra);
    case 'payload-format-version':
      return ignoredByProxy;
    case 'cache-keys':
    case 'cache-namespace':
      return {
        rule: 'integrations/cache',
        outcome: 'dropped',
        message: 'HTTP APIs have no cache. Whether the stage has one switched on, the definition does not tell.',
      };
    case 'tls-config':
      return tlsVerdict(extra);
    case 'response-transfer-mode':
      return transferVerdict(extra);
  }
}

const ignoredByProxy: Verdict = {
  rule: 'integrations/ignored-by-proxy',
  outcome: 'dropped',
  message: 'API Gateway ignores this on a proxy integration of a REST API.',
};

/** Text stays text unless the API has binary types (RT-NPX-CH-REQ-3); to binary is another matter (RT-NPX-CH-REQ-4). */
function contentHandlingVerdict({ value }: IntegrationExtra): Verdict {
  const isText = typeof value === 'string' && value.toUpperCase() === 'CONVERT_TO_TEXT';
  const message = isText
    ? 'Bodies are handed on as text; an HTTP API hands on what it gets. Only binary bodies would differ: they are base64 today.'
    : 'Bodies in base64 are decoded before the backend gets them; HTTP APIs hand on what they get.';
  return { rule: 'integrations/content-handling', outcome: isText ? 'behaviour-changes' : 'blocked', message };
}

function tlsVerdict({ value }: IntegrationExtra): Verdict {
  const skips = isObject(value) ? value['insecureSkipVerification'] : undefined;
  if (skips !== undefined && typeof skips !== 'boolean' && skips !== 'true' && skips !== 'false') {
    return {
      rule: 'http-proxy/tls-unverified',
      outcome: 'unknown',
      message: "The file does not tell whether the backend's certificate is verified; HTTP APIs always verify it.",
    };
  }
  return String(skips) === 'true'
    ? {
        rule: 'http-proxy/tls-unverified',
        outcome: 'blocked',
        message: "The backend's certificate is not verified today; HTTP APIs always verify it.",
      }
    : {
        rule: 'integrations/goes-with-integration',
        outcome: 'carried',
        message: 'The certificate of the backend is verified, as HTTP APIs do.',
      };
}

function transferVerdict(extra: IntegrationExtra): Verdict {
  if (typeof extra.value !== 'string' || !/^(stream|buffered)$/i.test(extra.value)) {
    return {
      rule: 'lambda/streaming',
      outcome: 'unknown',
      message: 'The file does not tell whether answers are streamed; HTTP APIs send whole answers only.',
    };
  }
  return isStreaming(extra)
    ? {
        rule: 'lambda/streaming',
        outcome: 'blocked',
        message: 'Answers are streamed; HTTP APIs send whole answers only.',
      }
    : {
        rule: 'integrations/goes-with-integration',
        outcome: 'carried',
        message: 'Answers are sent whole, as HTTP APIs do.',
      };
}
