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

  const uri = (name: string) =>
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:${name}/invocations`;
  it.each([
    ['pets', 'list-pets', true],
    ['function:pets', 'pets', true],
    ['function:pets', 'pets-list', true],
    ['function:pets', 'list-pets', false],
    ['pets/invocations', 'list-pets', true],
    ['pets/invocations', 'pets-list', false],
    [uri('pets'), 'pets', true],
    [uri('pets'), 'pets-list', false],
    [uri('pets'), 'list-pets', false],
    ['arn:aws:lambda:us-east-1:1:function:pets', 'pets:live', true],
    ['functions/${Pets.Arn}/invocations', '${Pets.Arn}', true],
    ['functions/${Pets.Arn}/invocations', '${MyPets.Arn}', false],
  ])('where %s is matched with the function %s: %s', (match, name, isMatched) => {
    const standIn = standForLambda([{ match, aws: true }], name);
    expect(standIn.kind).toBe(isMatched ? 'aws' : 'echo');
  });

  it.each([
    ['https://sqs.us-east-1.amazonaws.com/1/orders-queue', 'aws'],
    ['https://sqs.${AWS::Region}.amazonaws.com/1/orders-queue', 'aws'],
    ['https://sqs.us-east-1.amazonaws.com/1/other', 'echo'],
    ['$request.header.queue', 'echo'],
  ])('for a queue that an action names as %s is the same as by its path', (QueueUrl, kind) => {
    const call = { service: 'sqs', action: 'SendMessage', parameters: { QueueUrl } };
    expect(standForService(decisions, call).kind).toBe(kind);
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
