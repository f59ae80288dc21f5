import { readFileSync } from 'node:fs';
import { convert } from '../../src/convert/convert.js';
import { type Decisions, type LedgerEntry, noDecisions } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import type { Analysis } from '../../src/report/analysis.js';
import { reaches } from '../../src/rules/fail-on.js';
import { rules } from '../../src/rules/index.js';
import { levelOf } from '../../src/rules/level.js';

/** What may be said beside the definition. */
interface Given {
  file?: string;
  decisions?: Decisions;
  failOn?: Parameters<typeof reaches>[1];
}

/** @returns the analysis of a definition, as `migrate analyze` makes it */
export async function analysed(text: string, given: Given = {}): Promise<Analysis> {
  const { file = 'api.yaml', decisions = noDecisions(), failOn = 'blocked' } = given;
  const { document, api } = await readRestDefinition({ file, text });
  const { source, locate } = document;
  const fails = (entry: LedgerEntry) => reaches(levelOf(entry), failOn);
  const conversion = convert(api, decisions);
  return { source, input: file, version: '1.2.3', api, conversion, rules, levelOf, fails, locate };
}

/** @returns the analysis of a file */
export function analysedFile(path: string, file: string): Promise<Analysis> {
  return analysed(readFileSync(path, 'utf8'), { file });
}

const lambda =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders/invocations';
const proxy = { type: 'aws_proxy', httpMethod: 'POST', uri: lambda };
const template = { ...proxy, type: 'aws', requestTemplates: { 'application/json': '{"id": "$input.params(\'id\')"}' } };
const link = {
  type: 'http_proxy',
  httpMethod: 'GET',
  uri: 'http://10.0.0.1/x',
  connectionType: 'VPC_LINK',
  connectionId: 'abc123',
};

/** Methods of the kinds that large APIs have, in turn: proxies, keys, checks, templates, private backends. */
const kinds = [
  { 'x-amazon-apigateway-integration': proxy },
  { 'x-amazon-apigateway-integration': proxy, security: [{ Key: [] }] },
  { 'x-amazon-apigateway-integration': proxy, 'x-amazon-apigateway-request-validator': 'all' },
  { 'x-amazon-apigateway-integration': template },
  { 'x-amazon-apigateway-integration': link },
  { 'x-amazon-apigateway-integration': proxy, security: [{ Token: [] }] },
];

/** @returns the definition of an API with so many methods, indented or in one line */
export function largeDefinition(methods: number, indent = 1): string {
  const paths = Array.from({ length: methods }, (_, index) => {
    const parameters = [{ in: 'query', name: 'q', required: true, schema: { type: 'string' } }];
    const get = { parameters, responses: { 200: { description: 'ok' } }, ...kinds[index % kinds.length] };
    return [`/service-${Math.floor(index / 20)}/resource-${index}`, { get }];
  });
  const authorizer = { type: 'token', authorizerUri: lambda };
  const schemes = {
    Key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    Token: {
      ...{ type: 'apiKey', in: 'header', name: 'Authorization' },
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': authorizer,
    },
  };
  const definition = {
    openapi: '3.0.1',
    info: { title: 'Large', version: '1' },
    paths: Object.fromEntries(paths),
    components: { securitySchemes: schemes },
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
  };
  return JSON.stringify(definition, undefined, indent);
}

/** Names as somebody writes them who wants to be more than text: markup, terminal sequences, mentions, direction marks. */
export const hostile = `\u001B[31m\u202Ered</title><script>document.title='owned'</script><img src=x onerror="document.title='owned'">|@octocat #1 \`x\` [a](http://evil.example) ]]>&`;

/** @returns the definition of an API in which each name is hostile */
export function hostileDefinition(): string {
  const integration = {
    ...{ type: 'http', httpMethod: 'GET', uri: `https://example.com/${hostile}` },
    requestParameters: { [`integration.request.header.${hostile}`]: 'method.request.header.a' },
    requestTemplates: { [hostile]: hostile },
    responses: { [hostile]: { statusCode: '200', responseTemplates: { [hostile]: hostile } } },
  };
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title: hostile, version: '1' },
    paths: {
      [`/${hostile}`]: {
        get: { responses: {}, security: [{ [hostile]: [] }], 'x-amazon-apigateway-integration': integration },
        post: { responses: {}, [`x-amazon-apigateway-${hostile}`]: hostile },
      },
    },
    components: {
      securitySchemes: {
        [hostile]: {
          ...{ type: 'apiKey', in: 'header', name: hostile, 'x-amazon-apigateway-authtype': hostile },
          'x-amazon-apigateway-authorizer': {
            type: 'token',
            authorizerUri: hostile,
            identityValidationExpression: hostile,
          },
        },
      },
    },
    'x-amazon-apigateway-gateway-responses': { [hostile]: { responseTemplates: { [hostile]: hostile } } },
    [`x-amazon-apigateway-${hostile}`]: hostile,
  });
}
