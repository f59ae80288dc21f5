import { below, isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { leaveUnknown, propertyOf, type Sam } from './sam-api.js';
import { pathItemsOf } from './sam-methods.js';

/** The header of an answer to a preflight for each property of `Cors`. */
const headers: Record<string, string> = {
  AllowOrigin: 'Access-Control-Allow-Origin',
  AllowHeaders: 'Access-Control-Allow-Headers',
  AllowMethods: 'Access-Control-Allow-Methods',
  MaxAge: 'Access-Control-Max-Age',
  AllowCredentials: 'Access-Control-Allow-Credentials',
};

/**
 * Adds an OPTIONS mock to every path that has no OPTIONS method, as `Cors` of an API does. Values stand in single quotes
 * within the property already; a single value is the origin, and everybody may call where none is named.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
 */
export function addCors(sam: Sam): void {
  const { value, from } = propertyOf(sam, 'Cors');
  if (!value) return;
  const cors = !isObject(value) || isIntrinsic(value) ? { AllowOrigin: value } : value;
  const isReadable =
    Object.keys(cors).every((key) => Object.hasOwn(headers, key)) && !isObject(cors['AllowCredentials']);
  if (!isReadable || Array.isArray(value)) {
    leaveUnknown(sam, 'Cors', { value, from });
    return;
  }
  const done = new Set<string>();
  for (const { path, item } of pathItemsOf(sam.definition.root)) {
    // A path and the same with a slash at its end are one resource.
    const resource = path === '/' ? path : path.replace(/\/+$/, '');
    if (!path.startsWith('/') || done.has(resource)) continue;
    done.add(resource);
    if (item['options'] !== undefined) continue;
    item['options'] = preflightMock({ AllowOrigin: "'*'", ...cors }, item);
    sam.definition.origins.put(below('/paths', path, 'options'), from);
  }
}

function preflightMock(cors: JsonObject, item: JsonObject): JsonObject {
  const values = Object.entries({ ...cors, AllowMethods: cors['AllowMethods'] || allowedMethods(item) }).flatMap(
    ([key, value]) => headerOf(key, value),
  );
  return {
    summary: 'CORS support',
    responses: { '200': { description: 'Default response for CORS method' } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(
            values.map(([header, value]) => [`method.response.header.${header}`, value]),
          ),
          responseTemplates: { 'application/json': '{}\n' },
        },
      },
    },
  };
}

/** An empty value sets no header; an age of 0 does, and credentials are allowed or not mentioned. */
function headerOf(key: string, value: Json | undefined): [string, Json][] {
  const header = headers[key];
  if (header === undefined || value === undefined || value === null) return [];
  if (key === 'AllowCredentials') return value === true ? [[header, "'true'"]] : [];
  return value || key === 'MaxAge' ? [[header, value]] : [];
}

const allMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** The methods of the path, sorted; all of them where one takes any method. */
function allowedMethods(item: JsonObject): string {
  const keys = Object.keys(item).map((key) => key.toUpperCase());
  const isAny = keys.includes('X-AMAZON-APIGATEWAY-ANY-METHOD');
  const methods = allMethods.filter((method) => isAny || method === 'OPTIONS' || keys.includes(method));
  return `'${methods.join(',')}'`;
}
