import { type Json, jsonOf, type RestApi } from '../../model/index.js';
import { invokeArn } from '../invoke-arn.js';
import { isPolicy, readPolicy, undecidedIn, type Verdict } from '../policy.js';
import { type Access, allowed, forbidden, refused } from './access.js';
import { type AuthorizerScope, type JudgeResource, policyCall } from './policy-call.js';

/** As `authorization.by` of an exchange names it. */
export const RESOURCE_POLICY = 'resource policy';

/**
 * Opens the resource policy of an API. One that a placeholder hides, or that is no policy, refuses everybody and says so;
 * so does a private API that is known to have none.
 *
 * @returns `undefined` when the API has none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function openResourcePolicy(api: RestApi, scope: AuthorizerScope): JudgeResource | undefined {
  const setting = api.settings.find(({ kind }) => kind === 'resource-policy');
  if (!setting || setting.value === null || setting.value === '') return withoutPolicy(api, scope);
  const document = documentOf(setting.value);
  if (!isPolicy(document)) {
    return () => ({ decision: 'explicit-deny', undecided: ['a document that is hidden or no policy'] });
  }
  const { deployment } = scope;
  const owner = {
    arn: invokeArn(deployment, '', '').split('/')[0] ?? '',
    accountId: deployment.accountId,
    isStandIn: deployment.idsAreStandIns ?? false,
  };
  const policy = readPolicy(document, owner);
  return (request, signer) => policy.judge(policyCall(request, signer, scope));
}

/**
 * A private API lets nobody in before it has a policy. A definition alone may have been given one elsewhere.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html
 */
function withoutPolicy({ known }: RestApi, { settings }: AuthorizerScope): JudgeResource | undefined {
  if (!settings.isPrivate || !known?.includes('restApi')) return undefined;
  return () => ({ decision: 'implicit-deny', undecided: [] });
}

/** GetRestApi gives the policy as text, in old answers with its quotes escaped. */
function documentOf(value: Json): Json | undefined {
  if (typeof value !== 'string') return value;
  return jsonOf(value) ?? jsonOf(value.replaceAll(String.raw`\"`, '"'));
}

/** Without a caller's own policy, only an explicit allow lets a request pass. */
export function requireAllow(verdict: Verdict, arn: string): Access {
  const notSimulated = undecidedIn(RESOURCE_POLICY, verdict);
  if (verdict.decision === 'allow') return allowed(RESOURCE_POLICY, undefined, notSimulated);
  return refusedByPolicy(verdict.decision, { user: 'anonymous', arn, by: RESOURCE_POLICY }, notSimulated);
}

/** Who is refused, what they asked for, and who says so. */
interface RefusedCall {
  user: string;
  arn: string;
  by: string;
}

/** The account in the ARN is hidden but for its last four digits (RT-AUTH-F-POLICY, RT-IAM-DENY). */
export function refusedByPolicy(
  decision: Exclude<Verdict['decision'], 'allow'>,
  { user, arn, by }: RefusedCall,
  notSimulated: string[],
): Access {
  const resource = arn.replace(/:\d{8}(\d{4}):/, ':********$1:');
  const explicit = decision === 'explicit-deny' ? ' with an explicit deny' : '';
  const message = `User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${resource}${explicit}`;
  return refused(by, `policy: ${decision}`, forbidden('ACCESS_DENIED', message), notSimulated);
}
