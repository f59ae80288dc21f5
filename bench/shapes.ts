import type { JsonObject } from '../src/model/index.js';

/** An API of a given number of operations that is hard in one respect. */
export interface Shape {
  name: string;
  /** @param operations how many methods the paths have in all, more or less */
  paths(operations: number): Record<string, JsonObject>;
}

const any = 'x-amazon-apigateway-any-method';

function method(integration: JsonObject, security: JsonObject[] = [{ token: [] }]): JsonObject {
  return { responses: {}, security, 'x-amazon-apigateway-integration': integration };
}

const lambda: JsonObject = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:orders/invocations',
};

const preflight = method(
  {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: {
      default: {
        statusCode: '200',
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'*'",
          'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS'",
        },
      },
    },
  },
  [],
);

const open = method(lambda, []);
const guarded = method(lambda);

function pathsOf(count: number, pathAt: (index: number) => [string, JsonObject]): Record<string, JsonObject> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => pathAt(index)));
}

/** A path of `depth` segments, each of two names or a variable by the bits of `index`. */
function deepPath(index: number, depth: number): string {
  const segments = Array.from({ length: depth }, (_, level) => {
    if (level === 0) return `s${index >> depth}`;
    return (index >> level) % 2 === 0 ? `a${level}` : `{v${level}}`;
  });
  return `/${segments.join('/')}/n${index}`;
}

export const shapes: Shape[] = [
  { name: 'flat', paths: (count) => pathsOf(count, (index) => [`/p${index}`, { get: guarded }]) },
  { name: 'deep', paths: (count) => pathsOf(count, (index) => [deepPath(index, 10), { get: guarded }]) },
  {
    name: 'greedy paths in each other',
    paths: (count) =>
      pathsOf(count, (index) => {
        const folders = Array.from({ length: index % 15 }, (_, level) => `/f${level}`).join('');
        return [`/g${Math.floor(index / 15)}${folders}/{proxy+}`, { [any]: index % 2 === 0 ? open : guarded }];
      }),
  },
  {
    name: 'greedy paths that catch, each uncovering another',
    paths: (count) =>
      pathsOf(count, (index) => {
        const folders = Array.from({ length: index % 15 }, (_, level) => `/f${level}`).join('');
        const isLast = index % 15 === 14;
        return [
          `/g${Math.floor(index / 15)}${folders}${isLast ? '' : '/{proxy+}'}`,
          { [any]: isLast ? guarded : open },
        ];
      }),
  },
  { name: 'ANY under a greedy root', paths: (count) => ({ '/{proxy+}': { [any]: open }, ...anyPaths(count - 1) }) },
  {
    name: 'OPTIONS mocks',
    paths: (count) => pathsOf(count / 2, (index) => [`/p${index}/{id}`, { [any]: guarded, options: preflight }]),
  },
];

function anyPaths(count: number): Record<string, JsonObject> {
  return pathsOf(count, (index) => [`/p${index}/{id}`, { [any]: guarded, get: guarded }]);
}

/** @returns the text of the definition */
export function definitionOf(shape: Shape, operations: number): string {
  const authorizerUri = lambda['uri'] ?? '';
  const authorizer = { type: 'token', authorizerUri };
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title: shape.name, version: '1' },
    paths: shape.paths(operations),
    components: {
      securitySchemes: {
        token: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authorizer': authorizer },
      },
    },
  });
}
