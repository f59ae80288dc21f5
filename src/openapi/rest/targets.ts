import type { IntegrationTarget, IntegrationType, Templated } from '../../model/index.js';

/**
 * Tells what an integration's uri points at, as far as its text tells. Placeholders have colons in them
 * (`${AWS::Region}`), so they are taken out before the ARN is read.
 */
export function targetOf(type: IntegrationType, uri: Templated | undefined): IntegrationTarget {
  if (uri === undefined) return { kind: 'none' };
  const text = uri.text.trim().replaceAll(/\$\{[^}]*\}|<<[^>]*>>|\{\{[^}]*\}\}/g, '_');
  if (/^https?:\/\//i.test(text)) return { kind: 'url' };
  if (/:lambda:path\//.test(text) || /^arn:[^:]*:lambda:/.test(text)) {
    return { kind: 'lambda', streaming: text.includes('response-streaming-invocations') };
  }
  const service = /^arn:[^:]*:apigateway:[^:]*:([^:]+):(path|action)\b/.exec(text)?.[1];
  if (service !== undefined) return { kind: 'service', service };
  // aws_proxy means Lambda, whatever a placeholder hides.
  return type === 'aws_proxy' ? { kind: 'lambda', streaming: false } : { kind: 'opaque' };
}
