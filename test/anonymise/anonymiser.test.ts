import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Anonymiser } from '../../src/anonymise/anonymiser.js';

const anonymiser = new Anonymiser('key');

describe('what tells whose an API is gets a stand-in', () => {
  it.each<[what: string, text: string, shown: RegExp]>([
    ['an account', 'of 998877665544.', /^of (\d)\1{3}(\d)\2{3}(\d)\3{3}\.$/],
    [
      'account and name of a function',
      'arn:aws:lambda:us-east-1:998877665544:function:orders-add',
      /^arn:aws:lambda:us-east-1:\d{12}:function:function-[\da-f]{8}$/,
    ],
    [
      'the function in the uri of an integration',
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:998877665544:function:orders-add/invocations',
      /^arn:aws:apigateway:us-east-1:lambda:path\/2015-03-31\/functions\/arn:aws:lambda:us-east-1:\d{12}:function:function-\w{8}\/invocations$/,
    ],
    [
      'a function among placeholders of CloudFormation',
      'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:orders-add',
      /^arn:aws:lambda:\$\{AWS::Region\}:\$\{AWS::AccountId\}:function:function-\w{8}$/,
    ],
    ['a part of an ARN that is joined', ':function:orders-add', /^:function:function-\w{8}$/],
    ['a bucket', 'arn:aws:s3:::acme-data/in/*', /^arn:aws:s3:::s3-\w{8}\/s3-\w{8}\/\*$/],
    [
      'a bucket in a uri',
      'arn:aws:apigateway:us-east-1:s3:path/acme-data/{key}',
      /^arn:aws:apigateway:us-east-1:s3:path\/s3-\w{8}\/\{key\}$/,
    ],
    ['a role', 'arn:aws:iam::998877665544:role/acme-role', /^arn:aws:iam::\d{12}:role\/role-\w{8}$/],
    ['a user pool', 'userpool/eu-west-1_AbC1dE2fG', /^userpool\/eu-west-1_\w{9}$/],
    [
      'an API id, but not the route',
      'arn:aws:execute-api:us-east-1:998877665544:abc123/*/GET/pets/{id}',
      /:\d{12}:x\w{9}\/\*\/GET\/pets\/\{id\}$/,
    ],
    [
      'the host of an API',
      'https://abc123.execute-api.us-east-1.amazonaws.com/prod',
      /^https:\/\/x\w{9}\.execute-api\.us-east-1\.amazonaws\.com\/prod$/,
    ],
    ['a host', 'https://api.acme-corp.com:8443/v1', /^https:\/\/h\w{8}\.example\.com:8443\/v1$/],
    ['a host without a scheme', 'to orders.acme.internal only', /^to h\w{8}\.example\.com only$/],
    ['a host behind a placeholder', 'https://${stage}.acme.com/', /^https:\/\/\$\{stage\}\.h?\w+\.example\.com\/$/],
    ['an e-mail address', 'Ann <ann.lee+x@acme.co.uk>', /^Ann <u\w{8}@example\.com>$/],
    ['an IPv4 address with its mask', '10.11.12.0/24', /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\/24$/],
    ['an IPv6 address', 'from 2a02:908:1::12', /^from 2001:db8::\w{4}:\w{4}$/],
    ['a VPC endpoint', 'vpce-0a1b2c3d4e5f6a7b8', /^vpce-[\da-f]{17}$/],
    ['an access key', 'AKIA2E0A8F3B244C9986', /^AKIA[A-Z2-7\d]{16}$/],
    ['a UUID', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/],
    ['a VPC link in JSON', '{"connectionId": "x7k2p9"}', /^\{"connectionId": "x\w{9}"\}$/],
    ['a VPC link in YAML', 'connectionId: x7k2p9 # stock\n', /^connectionId: x\w{9} # stock\n$/],
    ['the host of Swagger 2.0', 'host: api.acme.zone\n', /^host: h\w{8}\.example\.com\n$/],
  ])('%s', (_, text, shown) => {
    const anonymous = anonymiser.text(text);
    expect(anonymous).toMatch(shown);
    expect(anonymous).not.toBe(text);
    expect(anonymiser.text(anonymous)).toBe(anonymous);
  });
});

it.each([
  'method.request.path.id',
  'integration.request.header.X-Forwarded-For',
  '$context.identity.sourceIp $input.path("$.user.name") $util.escapeJavaScript($input.body)',
  '/orders/{orderId}/items',
  'handlers/orders.mjs#list',
  'application/vnd.acme.v1+json',
  '{"Service": "apigateway.amazonaws.com"}',
  'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem',
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  '${stageVariables.host} ${AWS::AccountId} ::endpoint::',
  'http://json-schema.org/draft-04/schema#',
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html',
  '0.0.0.0/0 127.0.0.1 ::1',
  '2012-10-17 1.0.2 3.0.1 1700000000000',
])('%s tells nothing and stays', (text) => {
  expect(anonymiser.text(text)).toBe(text);
});

it('the same value gets the same stand-in everywhere, and two values never one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }), { maxLength: 12 }),
      (accounts) => {
        const own = new Anonymiser('k');
        const shown = accounts.map((account) => own.text(`arn:aws:sqs:us-east-1:${account}:queue`).split(':')[4]);
        expect(new Set(shown).size).toBe(accounts.length);
        expect(accounts.map((account) => own.text(String(account)))).toEqual(shown);
        expect(own.value(accounts)).toEqual(shown.map(Number));
      },
    ),
  );
});

it('a stand-in depends on the key, so that it cannot be looked up by trying all accounts', () => {
  const of = (key: string) => new Anonymiser(key).text('arn:aws:lambda:us-east-1:998877665544:function:orders-add');
  expect(of('one')).toBe(of('one'));
  expect(of('one')).not.toBe(of('another'));
});

it('a value is anonymised with all that is in it, and keeps its form', () => {
  const value = {
    connectionId: 'x7k2p9',
    list: ['a@acme.com', 998877665544],
    '10.1.2.3': { host: 'acme.zone' },
    n: null,
  };
  const anonymous = JSON.stringify(anonymiser.value(value));
  for (const word of ['x7k2p9', 'acme', '998877665544', '10.1.2.3']) expect(anonymous).not.toContain(word);
  expect(Object.keys(JSON.parse(anonymous))).toHaveLength(4);
});
