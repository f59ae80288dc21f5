import type { Deployment } from './gateway.js';

/**
 * ARN of what a request invokes: stage, verb and the concrete path. Policies are evaluated against it (RT-AUTH-ARN-MATCH).
 *
 * @param path without the stage, with its leading slash
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function invokeArn({ region, accountId, apiId, stage }: Deployment, method: string, path: string): string {
  return `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${path}`;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
