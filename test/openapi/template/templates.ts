import { Failure, type Json, type JsonObject, keysOf, type RestApi } from '../../../src/model/index.js';
import type { OpenApiDocument } from '../../../src/openapi/document.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { readRestApi } from '../../../src/openapi/rest/read-rest-api.js';

/** A Lambda proxy. */
export const lambda: JsonObject = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations' },
};

/** A method behind the Lambda proxy, with more members if wanted. */
export function method(more: JsonObject = {}): JsonObject {
  return { responses: {}, 'x-amazon-apigateway-integration': lambda, ...more };
}

/** An OpenAPI 3.0 definition; one GET method, unless told otherwise. */
export function body(paths: JsonObject = { '/a': { get: method() } }, more: JsonObject = {}): JsonObject {
  return { openapi: '3.0.1', info: { title: 't', version: '1' }, paths, ...more };
}

/** A SAM template whose `Api` has this definition and these properties; others beside it if wanted. */
export function sam(properties: JsonObject, others: { Globals?: JsonObject; Resources?: JsonObject } = {}): JsonObject {
  const { Globals, Resources } = others;
  const api = {
    Type: 'AWS::Serverless::Api',
    Properties: { StageName: 'live', DefinitionBody: body(), ...properties },
  };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    ...(Globals && { Globals }),
    Resources: { Api: api, ...Resources },
  };
}

/** A CloudFormation template whose `Api` has this definition and these properties; others beside it if wanted. */
export function cloudFormation(properties: JsonObject, Resources: JsonObject = {}): JsonObject {
  const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: body(), ...properties } };
  return { Resources: { Api: api, ...Resources } };
}

export function documentOf(template: JsonObject | string, part?: string): OpenApiDocument {
  const text = typeof template === 'string' ? template : JSON.stringify(template, null, 2);
  return parseDocument({ file: 'template.yaml', text, ...(part !== undefined && { part }) });
}

export async function apiOf(template: JsonObject): Promise<RestApi> {
  return readRestApi(documentOf(template));
}

/** @returns what stands at a pointer */
export function at(root: Json | undefined, pointer: string): Json | undefined {
  return keysOf(pointer).reduce<Json | undefined>(
    (node, key) => (typeof node === 'object' && node !== null ? (node as JsonObject)[key] : undefined),
    root,
  );
}

/** @returns the failure that reading a template ends in */
export function failureOf(template: JsonObject | string, part?: string): Failure {
  try {
    documentOf(template, part);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('The template was read.');
}
