/**
 * @param arn of a Cognito user pool
 * @returns the issuer of its tokens, or `undefined` when the text is no such ARN
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function issuerOfPool(arn: string): string | undefined {
  const [, region, pool] = /^arn:[^:]+:cognito-idp:([^:]+):\d*:userpool\/(.+)$/.exec(arn) ?? [];
  if (region === undefined || pool === undefined) return undefined;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://cognito-idp.${region}.${domain}/${pool}`;
}
