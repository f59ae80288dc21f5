import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/model/index.js';
import { writeHttpApi } from '../../src/openapi/http/write-http-api.js';
import { converted } from './definition.js';

const role = 'arn:aws:iam::111122223333:role/calls';

interface Call {
  uri: Json;
  template?: Json;
  parameters?: JsonObject;
  more?: JsonObject;
  path?: string;
  declared?: JsonObject[];
}

function definition({ uri, template, parameters, more, path = '/things/{id}', declared = [] }: Call): JsonObject {
  return {
    [path]: {
      post: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }, ...declared],
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'aws',
          httpMethod: 'POST',
          uri,
          credentials: role,
          ...(template !== undefined && { requestTemplates: { 'application/json': template } }),
          ...(parameters && { requestParameters: parameters }),
          responses: { default: { statusCode: '200' } },
          ...more,
        },
      },
    },
  };
}

/** What is written for the call: subtype and arguments, or the message that says why there is none. */
async function writtenFor(call: Call): Promise<unknown> {
  const { httpApi, ledger } = await converted(definition(call));
  const paths = writeHttpApi(httpApi)['paths'];
  const item = isObject(paths) ? paths[call.path ?? '/things/{id}'] : undefined;
  const operation = isObject(item) ? item['post'] : undefined;
  const integration = isObject(operation) ? operation['x-amazon-apigateway-integration'] : undefined;
  if (isObject(integration)) return [integration['integrationSubtype'], integration['requestParameters']];
  const entry = ledger.find(({ construct }) => construct.kind === 'integration');
  return `${entry?.rule}: ${entry?.message}`;
}

const states = 'arn:aws:apigateway:${AWS::Region}:states:action/StartExecution';
const machine = 'arn:aws:states:us-east-1:111122223333:stateMachine:ship';

describe('a call to Step Functions', () => {
  it.each<[string, string, string]>([
    ['hands on the escaped body', '"$util.escapeJavaScript($input.json(\'$\'))"', '$request.body'],
    ['hands on the escaped text of the body', '"$util.escapeJavaScript($input.body)"', '$request.body'],
    [
      'hands on the body with quotes taken back',
      `"$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'", "'")"`,
      '$request.body',
    ],
    ['hands on a part of the body', '"$util.escapeJavaScript($input.json(\'$.order\'))"', '$request.body.order'],
    ['has values within text', '"{\\"id\\": \\"$input.params(\'id\')\\"}"', '{"id": "${request.path.id}"}'],
    ['has a fixed input', '"{\\"kind\\": \\"daily\\"}"', '{"kind": "daily"}'],
    ['has a value of the context', '"$context.requestId"', '$context.requestId'],
  ])('%s', async (_, input, expected) => {
    const template = `{"input": ${input}, "stateMachineArn": "${machine}"}`;
    expect(await writtenFor({ uri: states, template })).toEqual([
      'StepFunctions-StartExecution',
      { StateMachineArn: machine, Input: expected },
    ]);
  });

  it('is found behind variables of the template', async () => {
    const template = `#set($data = $util.escapeJavaScript($input.json('$')))\n{"input": "$data", "stateMachineArn": "${machine}", "name": "$context.requestId"}`;
    expect(await writtenFor({ uri: states.replace('Start', 'StartSync'), template })).toEqual([
      'StepFunctions-StartSyncExecution',
      { StateMachineArn: machine, Name: '$context.requestId', Input: '$request.body' },
    ]);
  });

  it('keeps placeholders of plain text as they are', async () => {
    const template = '{"input": "{\\"id\\": \\"$input.params(\'id\')\\"}", "stateMachineArn": "${machine_arn}"}';
    const uri = 'arn:aws:apigateway:${region}:states:action/StartExecution';
    expect(await writtenFor({ uri, template })).toEqual([
      'StepFunctions-StartExecution',
      { StateMachineArn: '${machine_arn}', Input: '{"id": "${request.path.id}"}', Region: '${region}' },
    ]);
  });

  it('keeps placeholders of CloudFormation inside of Fn::Sub, apart from expressions of the gateway', async () => {
    const template = {
      'Fn::Sub': '{"input": "of ${AWS::StackName}: $input.params(\'id\')", "stateMachineArn": "${Ship}"}',
    };
    expect(await writtenFor({ uri: { 'Fn::Sub': states }, template })).toEqual([
      'StepFunctions-StartExecution',
      {
        StateMachineArn: { 'Fn::Sub': '${Ship}' },
        Input: { 'Fn::Sub': 'of ${AWS::StackName}: ${!request.path.id}' },
      },
    ]);
  });

  it.each<[string, string, string]>([
    ['puts JSON between quotes', '"$input.json(\'$\')"', 'of input, it puts JSON between quotes as it is'],
    ['sends an object', "$input.json('$')", 'of input, it sends the body itself where the service wants a text'],
    [
      'asks for an undeclared parameter',
      '"$input.params(\'q\')"',
      'of input, it asks for the parameter q, and the method does not say whether of query or header',
    ],
    [
      'escapes twice',
      '"$util.escapeJavaScript($util.escapeJavaScript($input.body))"',
      'of input, it encodes a value (javascript, javascript), which HTTP APIs cannot',
    ],
    [
      'puts JSON of a part into text',
      '"{\\"a\\": $util.escapeJavaScript($input.json(\'$.a\'))}"',
      'of input, it puts $.a into text as JSON, with quotes where it is a text',
    ],
    ['reads a variable that HTTP APIs lack', '"$context.resourceId"', 'of input, HTTP APIs have no context.resourceId'],
    ['has a dollar sign in its text', '"costs 5$"', 'of input, its text has a $, which reads as an expression'],
  ])('stays where it %s', async (_, input, reason) => {
    const template = `{"input": ${input}, "stateMachineArn": "${machine}"}`;
    expect(await writtenFor({ uri: states, template })).toBe(
      `services/not-writable: HTTP APIs have StepFunctions-StartExecution, but this call cannot be written for it: ${reason}.`,
    );
  });

  it('stays where the template decides', async () => {
    const template = `{"input": "#if($input.body == '')none#end", "stateMachineArn": "${machine}"}`;
    expect(await writtenFor({ uri: states, template })).toMatch(/its template uses #if\.$/);
  });

  it('stays without a role', async () => {
    const template = `{"stateMachineArn": "${machine}"}`;
    expect(await writtenFor({ uri: states, template, more: { credentials: null } })).toMatch(/it names no role/);
  });

  it('stays where templates differ by content type', async () => {
    const more = {
      requestTemplates: { 'application/json': '{"stateMachineArn": "a"}', 'text/plain': '{"stateMachineArn": "b"}' },
    };
    expect(await writtenFor({ uri: states, more })).toMatch(/its templates differ by content type/);
  });
});

const queue = 'arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders';
const QueueUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders';
const asForm = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };

describe('a call to SQS', () => {
  it.each<[string, Call, string, JsonObject]>([
    [
      'by a form body',
      { uri: queue, template: 'Action=SendMessage&MessageBody=$input.body', parameters: asForm },
      'SQS-SendMessage',
      { MessageBody: '$request.body' },
    ],
    [
      'by a form body, encoded, over several lines',
      {
        uri: queue,
        template:
          "Action=SendMessage##\n&MessageGroupId=$util.urlEncode($input.params('id'))##\n&MessageBody=$util.urlEncode($input.body)",
        parameters: asForm,
      },
      'SQS-SendMessage',
      { MessageBody: '$request.body', MessageGroupId: '$request.path.id' },
    ],
    [
      'by the query string',
      {
        uri: queue,
        parameters: {
          'integration.request.querystring.Action': "'SendMessage'",
          'integration.request.querystring.MessageBody': 'method.request.body.text',
        },
      },
      'SQS-SendMessage',
      { MessageBody: '$request.body.text' },
    ],
    [
      'by JSON and a target header',
      {
        uri: queue,
        template:
          '{"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/111122223333/orders", "MessageBody": "$input.path(\'$.text\')"}',
        parameters: { 'integration.request.header.X-Amz-Target': "'AmazonSQS.SendMessage'" },
      },
      'SQS-SendMessage',
      { MessageBody: '$request.body.text' },
    ],
    [
      'that receives',
      { uri: queue, template: 'Action=ReceiveMessage&MaxNumberOfMessages=5', parameters: asForm },
      'SQS-ReceiveMessage',
      { MaxNumberOfMessages: '5' },
    ],
    [
      'that deletes',
      {
        uri: queue,
        template: "Action=DeleteMessage&ReceiptHandle=$util.urlEncode($input.params('id'))",
        parameters: asForm,
      },
      'SQS-DeleteMessage',
      { ReceiptHandle: '$request.path.id' },
    ],
    ['that purges', { uri: queue, template: 'Action=PurgeQueue', parameters: asForm }, 'SQS-PurgeQueue', {}],
  ])('%s becomes a ready action', async (_, call, subtype, given) => {
    expect(await writtenFor(call)).toEqual([subtype, { QueueUrl, ...given, Region: 'eu-west-1' }]);
  });

  it('takes the queue from a variable of the address', async () => {
    const call = {
      uri: 'arn:aws:apigateway:${AWS::Region}:sqs:path/111122223333/{queue}',
      template: 'Action=SendMessage&MessageBody=$input.body',
      parameters: { ...asForm, 'integration.request.path.queue': 'method.request.path.id' },
    };
    expect(await writtenFor(call)).toEqual([
      'SQS-SendMessage',
      {
        QueueUrl: 'https://sqs.${AWS::Region}.amazonaws.com/111122223333/${request.path.id}',
        MessageBody: '$request.body',
      },
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      'sends attributes',
      'Action=SendMessage&MessageBody=x&MessageAttribute.1.Name=a',
      /it has no argument for MessageAttribute\.1\.Name/,
    ],
    [
      'sends a batch',
      'Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=a',
      /^services\/integration: A call to sqs SendMessageBatch/,
    ],
    ['lets callers choose names', 'Action=SendMessage&$input.body=x', /its template computes names of arguments/],
    ['does not name the action', 'MessageBody=x', /the file does not show which action it calls/],
  ])('stays where it %s', async (_, template, message) => {
    expect(await writtenFor({ uri: queue, template, parameters: asForm })).toMatch(message);
  });
});

const events = 'arn:aws:apigateway:us-east-1:events:action/PutEvents';
const target =
  '#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")\n#set($context.requestOverride.header.Content-Type = "application/x-amz-json-1.1")\n';
const entry = (detail: string) =>
  `{"Source": "shop", "DetailType": "order", "EventBusName": "main", "Detail": ${detail}}`;

describe('a call to EventBridge', () => {
  it('with one entry becomes a ready action', async () => {
    const template = `${target}{"Entries": [${entry('"$util.escapeJavaScript($input.json(\'$\'))"')}]}`;
    expect(await writtenFor({ uri: events, template })).toEqual([
      'EventBridge-PutEvents',
      { Detail: '$request.body', DetailType: 'order', Source: 'shop', EventBusName: 'main', Region: 'us-east-1' },
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['sends two entries', `${target}{"Entries": [${entry('"{}"')}, ${entry('"{}"')}]}`, /it sends more than one entry/],
    [
      'calls something else',
      `#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutRule")${entry('"{}"')}`,
      /it asks for PutEvents and PutRule at once/,
    ],
    [
      'sets a header per request',
      `#set($context.requestOverride.header.X-A = $input.body)${entry('"{}"')}`,
      /its template sets requestOverride\.header\.X-A/,
    ],
    ['makes no JSON', `${target}{"Entries": [oops]}`, /its template makes no JSON/],
  ])('stays where it %s', async (_, template, message) => {
    expect(await writtenFor({ uri: events, template })).toMatch(message);
  });
});

describe('a call to Kinesis', () => {
  const uri = 'arn:aws:apigateway:${AWS::Region}:kinesis:action/PutRecord';
  const template = `{"StreamName": "clicks", "Data": "$util.base64Encode($input.json('$.Data'))", "PartitionKey": "$input.path('$.Key')"}`;

  it('waits until somebody says that the encoding of Data is right', async () => {
    expect(await writtenFor({ uri, template })).toMatch(/^services\/kinesis-data: .* not documented\.$/);
  });

  it('becomes a ready action once that is accepted', async () => {
    const accept = [{ rule: 'services/kinesis-data', reason: 'tried' } as const];
    const { httpApi } = await converted(definition({ uri, template }), { accept });
    expect(httpApi.routes.map(({ integration }) => integration)).toMatchObject([
      { subtype: 'Kinesis-PutRecord', arguments: { Data: { text: '$request.body.Data' } } },
    ]);
  });
});

describe('a call to AppConfig', () => {
  it('becomes a ready action by its address', async () => {
    const call = {
      uri: 'arn:aws:apigateway:us-east-1:appconfig:path/applications/shop/environments/{env}/configurations/flags',
      parameters: {
        'integration.request.path.env': 'method.request.path.id',
        'integration.request.querystring.client_id': "'gateway'",
      },
    };
    expect(await writtenFor(call)).toEqual([
      'AppConfig-GetConfiguration',
      {
        Application: 'shop',
        Environment: '$request.path.id',
        Configuration: 'flags',
        ClientId: 'gateway',
        Region: 'us-east-1',
      },
    ]);
  });
});

describe('what HTTP APIs have no ready action for', () => {
  it.each([
    [
      'arn:aws:apigateway:us-east-1:dynamodb:action/GetItem',
      /^services\/integration: A call to dynamodb GetItem: HTTP APIs have no/,
    ],
    ['arn:aws:apigateway:us-east-1:s3:path/bucket/key', /^services\/integration: A call to s3: HTTP APIs have no/],
    [
      'arn:aws:apigateway:us-east-1:states:action/DescribeExecution',
      /^services\/integration: A call to states DescribeExecution/,
    ],
    ['${some_arn}', /^integrations\/unknown-target: A call to an AWS service or a function/],
  ])('%s', async (uri, message) => {
    expect(await writtenFor({ uri, template: '{"executionArn": "$input.params(\'id\')"}' })).toMatch(message);
  });
});

describe('the answer of a ready action', () => {
  it('is told to be that of the service, and a template that reshapes it has to be accepted', async () => {
    const template = `{"input": "$util.escapeJavaScript($input.body)", "stateMachineArn": "${machine}"}`;
    const responses = {
      default: {
        statusCode: '200',
        responseTemplates: { 'application/json': "#set($r = $input.path('$'))$r.output" },
        responseParameters: {
          'method.response.header.Cache-Control': "'no-store'",
          'method.response.header.Content-Type': 'integration.response.header.Content-Type',
        },
      },
    };
    const { ledger, httpApi } = await converted(definition({ uri: states, template, more: { responses } }));
    const told = ledger
      .filter(({ construct }) => /response/.test(construct.kind))
      .map(({ rule, outcome }) => [rule, outcome]);
    expect(told).toEqual([
      ['services/answer', 'behaviour-changes'],
      ['integration-responses/header-lost', 'blocked'],
      ['services/answer', 'behaviour-changes'],
      ['integration-responses/template', 'blocked'],
    ]);
    expect(httpApi.routes).toEqual([]);
  });
});
