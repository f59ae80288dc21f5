import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { body, cloudFormation, documentOf, failureOf, method, sam } from './templates.js';

const second = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: body({ '/b': { get: method() } }) } };
const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/api.yaml' } } };
const functionWithEvent = {
  Type: 'AWS::Serverless::Function',
  Properties: { Events: { E: { Type: 'Api', Properties: { Path: '/a', Method: 'get' } } } },
};

describe('the definition in a template is found', () => {
  const cases: { name: string; template: JsonObject; part?: string; file: string; path: string }[] = [
    { name: 'the only one of SAM', template: sam({}), file: 'template.yaml#Api', path: '/a' },
    { name: 'the only one of CloudFormation', template: cloudFormation({}), file: 'template.yaml#Api', path: '/a' },
    {
      name: 'the one that is named',
      template: sam({}, { Resources: { Second: second } }),
      part: 'Second',
      file: 'template.yaml#Second',
      path: '/b',
    },
    {
      name: 'the only one with a definition, beside an API that is built of methods',
      template: sam({}, { Resources: { Other: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'other' } } } }),
      file: 'template.yaml#Api',
      path: '/a',
    },
  ];
  it.each(cases)('$name', ({ template, part, file, path }) => {
    const document = documentOf(template, part);
    expect(document.source.file).toBe(file);
    expect(Object.keys(document.root['paths'] as JsonObject)).toEqual([path]);
  });

  it('leaves placeholders of the body as they are', () => {
    const text = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: {title: !Sub "\${AWS::StackName}-api", version: '1'}
        paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt F.Arn}}}}
`;
    expect(documentOf(text).root['info']).toEqual({ title: { 'Fn::Sub': '${AWS::StackName}-api' }, version: '1' });
  });
});

describe('a template without the one definition that is meant is refused', () => {
  const cases: { name: string; template: JsonObject; part?: string; says: RegExp; next: RegExp; kind?: 'usage' }[] = [
    {
      name: 'several, and none is named',
      template: sam({}, { Resources: { Second: second } }),
      kind: 'usage',
      says: /2 REST APIs: Api, Second/,
      next: /migrate analyze template\.yaml#Api {2}or {2}migrate analyze template\.yaml#Second/,
    },
    {
      name: 'a name that is nearly right',
      template: sam({}, { Resources: { Second: second } }),
      part: 'Secnd',
      kind: 'usage',
      says: /no resource Secnd/,
      next: /template\.yaml#Second\?/,
    },
    {
      name: 'the name of something else',
      template: sam({}, { Resources: { F: functionWithEvent } }),
      part: 'F',
      kind: 'usage',
      says: /F is of the type AWS::Serverless::Function/,
      next: /template\.yaml#Api/,
    },
    {
      name: 'a body that is included',
      template: sam({ DefinitionBody: include, Auth: { ApiKeyRequired: true } }),
      says: /elsewhere, and nothing is fetched: s3:\/\/bucket\/api\.yaml/,
      next: /aws s3 cp 's3:\/\/bucket\/api\.yaml' \. and pass that file\. To have Auth of Api counted/,
    },
    {
      name: 'a part of the body that is included',
      template: sam({ DefinitionBody: body({ '/a': { ...include } }) }),
      says: /s3:\/\/bucket\/api\.yaml/,
      next: /pass that file/,
    },
    {
      name: 'another macro in the body',
      template: sam({ DefinitionBody: { 'Fn::Transform': { Name: 'Mine', Parameters: {} } } }),
      says: /the macro Mine decides/,
      next: /get-export/,
    },
    {
      name: 'a body that depends on a condition',
      template: cloudFormation({ Body: { 'Fn::If': ['IsProd', body(), body()] } }),
      says: /Fn::If decides/,
      next: /get-export/,
    },
    {
      name: 'a DefinitionUri',
      template: { Resources: { Api: { Type: 'AWS::Serverless::Api', Properties: { DefinitionUri: './api.yaml' } } } },
      says: /nothing is fetched: \.\/api\.yaml/,
      next: /^Pass that file\.$/,
    },
    {
      name: 'a BodyS3Location',
      template: cloudFormation({ Body: null, BodyS3Location: { Bucket: 'b', Key: { Ref: 'Key' } } }),
      says: /s3:\/\/b\/\$\{Key\}/,
      next: /aws s3 cp/,
    },
    {
      name: 'an API of methods that are resources',
      template: { Resources: { M: { Type: 'AWS::ApiGateway::Method', Properties: {} } } },
      says: /built of AWS::ApiGateway::Method/,
      next: /aws apigateway get-export .*extensions=apigateway/,
    },
    {
      name: 'an API of events of functions',
      template: { Resources: { F: functionWithEvent } },
      says: /made by SAM from the Api events/,
      next: /get-export/,
    },
    {
      name: 'an API that SAM fills, by name',
      template: { Resources: { Api: { Type: 'AWS::Serverless::Api', Properties: {} }, F: functionWithEvent } },
      part: 'Api',
      says: /The API Api is made by SAM/,
      next: /get-export/,
    },
    {
      name: 'an HTTP API',
      template: { Resources: { Api: { Type: 'AWS::Serverless::HttpApi', Properties: {} } } },
      says: /HTTP or WebSocket API already/,
      next: /REST API/,
    },
    { name: 'no API', template: { Resources: {} }, says: /no REST API/, next: /REST API/ },
    {
      name: 'methods that SAM merges into the body',
      template: sam(
        { MergeDefinitions: true },
        {
          Resources: {
            F: {
              Type: 'AWS::Serverless::Function',
              Properties: {
                Events: { E: { Type: 'Api', Properties: { RestApiId: { Ref: 'Api' }, Path: '/b', Method: 'get' } } },
              },
            },
          },
        },
      ),
      says: /MergeDefinitions/,
      next: /get-export/,
    },
  ];
  it.each(cases)('$name', ({ template, part, says, next, kind }) => {
    const failure = failureOf(template, part);
    expect(failure.kind).toBe(kind ?? 'input');
    expect(failure.message).toMatch(says);
    expect(failure.next).toMatch(next);
    expect(failure.place?.file).toBe('template.yaml');
  });

  it('and names the place of an include', () => {
    const text = JSON.stringify(sam({ DefinitionBody: include }), null, 2);
    const { line } = failureOf(text).place ?? {};
    expect(text.split('\n')[(line ?? 0) - 1]).toContain('Fn::Transform');
  });
});

describe('files of other tools are refused by name', () => {
  it.each([
    ['service: s\nprovider: {name: aws}\nfunctions: {}', /Serverless Framework/],
    ['resource "aws_api_gateway_rest_api" "api" {\n  name = "api"\n}\n', /configuration of Terraform/],
    ['{"resource": {"aws_api_gateway_rest_api": {"api": {"name": "api"}}}}', /configuration of Terraform/],
  ])('%s', (text, says) => {
    const failure = failureOf(text);
    expect(failure.message).toMatch(says);
    expect(failure.next).toMatch(/get-export/);
  });

  it('and a part of a file that is no template', () => {
    const failure = failureOf(body(), 'Api');
    expect(failure).toMatchObject({ kind: 'usage', message: expect.stringContaining('#Api') });
  });
});
