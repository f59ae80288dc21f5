import { expect, it } from 'vitest';
import { invokeArn } from '../../src/gateway/invoke-arn.js';
import { deployment } from './rest/samples.js';

it.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('names the partition of %s: %s', (region, partition) => {
  expect(invokeArn({ ...deployment, region }, 'GET', '/pets/7')).toBe(
    `arn:${partition}:execute-api:${region}:123456789012:abc123/prod/GET/pets/7`,
  );
});
