import { describe, expect, it } from 'vitest';
import { standForHttp, standForLambda, standForService } from '../../../src/gateway/backends/backends.js';

const decisions = [
  { match: 'pets', handler: '/pets.mjs#handler' },
  { match: 'orders', command: 'python3 -m awslambdaric app.handler', folder: '/app' },
  { match: 'reports', aws: true as const, function: 'stack-Reports' },
  { match: 'billing', aws: 'eu-west-1' },
  { match: 'sqs:path/1/orders-queue', endpoint: 'http://127.0.0.1:4566' },
  { match: 'api.example', url: 'http://127.0.0.1:9000' },
];

describe('what answers', () => {
  it.each([
    ['list-pets', { kind: 'handler', place: '/pets.mjs#handler' }],
    ['orders:live', { kind: 'command', command: 'python3 -m awslambdaric app.handler' }],
    ['reports', { kind: 'aws' }],
    ['billing', { kind: 'aws', at: 'eu-west-1' }],
    ['others', { kind: 'echo' }],
    ['api.example', { kind: 'echo' }],
  ])('for the function %s is told before it is called', (name, standIn) => {
    expect(standForLambda(decisions, name)).toEqual(standIn);
  });

  it.each([
    ['https://api.example/pets', { kind: 'url', url: 'http://127.0.0.1:9000' }],
    ['https://pets.example/', { kind: 'upstream' }],
  ])('for %s is told before it is called', (uri, standIn) => {
    expect(standForHttp(decisions, uri, 'upstream')).toEqual(standIn);
  });

  it.each([
    ['sqs', 'https://sqs.us-east-1.amazonaws.com/1/orders-queue', { kind: 'aws', at: 'http://127.0.0.1:4566' }],
    ['sqs', 'https://sqs.us-east-1.amazonaws.com/1/other', { kind: 'echo' }],
    ['sqs', undefined, { kind: 'echo' }],
    ['s3', 'https://s3.us-east-1.amazonaws.com/reports', { kind: 'echo' }],
    ['s3', 'https://s3.us-east-1.amazonaws.com/billing', { kind: 'aws', at: 'eu-west-1' }],
  ])('for the service %s at %s is told before it is called', (service, url, standIn) => {
    expect(standForService(decisions, { service, ...(url !== undefined && { url }) })).toEqual(standIn);
  });
});
