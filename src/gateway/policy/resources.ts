import type { Json } from '../../model/index.js';
import type { PolicyCall } from './call.js';
import { matchesPattern } from './patterns.js';
import { fits, hiddenText, type Reading, readText } from './texts.js';
import type { Truth } from './truth.js';

/** The API whose policy it is. */
export interface PolicyOwner {
  /** `arn:aws:execute-api:REGION:ACCOUNT:API`, in front of the stage. */
  arn: string;
  accountId: string;
  /** Region, account and id were made up: those that the policy names are the API's own. */
  isStandIn: boolean;
}

/** Whether a resource of a statement is what is called. */
export type FitsResource = (call: PolicyCall) => Truth;

/** @param owner of a resource policy; absent for policies of callers and authorizers, which name whole ARNs */
export function readResource(value: Json, reading: Reading, owner: PolicyOwner | undefined): FitsResource {
  const written = hiddenText(value);
  const whole = written !== undefined && owner ? wholeArn(written, owner) : value;
  const text = readText(whole, reading);
  return (call) => fits(text, call, (pattern) => matchesPattern(pattern, call.arn));
}

/**
 * Writes a resource of a resource policy out, as API Gateway does when it saves one: `execute-api:/stage/GET/pets` is short
 * for an ARN of the API itself. A placeholder for region, account or API can only mean the API's own (I).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function wholeArn(written: string, { arn, isStandIn }: PolicyOwner): string {
  if (written.startsWith('execute-api:')) return `${arn}${written.slice('execute-api:'.length)}`;
  const [, prefix, rest = ''] = /^(arn:(?:\$\{[^}]*\}|[^:])*:execute-api:[^/]*)(\/.*)?$/s.exec(written) ?? [];
  if (prefix === undefined) return written;
  const parts = prefix.replaceAll(/\$\{[^}]*\}/g, '${}').split(':');
  const own = arn.split(':');
  return `${parts.map((part, index) => ownPart(part, own[index], isStandIn)).join(':')}${rest}`;
}

function ownPart(written: string, own: string | undefined, isStandIn: boolean): string {
  const isHidden = written.includes('${');
  const names = isStandIn && !/[*?]/.test(written);
  return own !== undefined && (isHidden || names) ? own : written;
}
