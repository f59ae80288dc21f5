import {
  type Authorizer,
  below,
  type IdentitySource,
  isObject,
  type JsonObject,
  type Pointer,
  type Templated,
} from '../../model/index.js';
import { isIntrinsic, templatedOf } from '../templated.js';
import { readableNumber } from './properties.js';

/** @returns the security schemes of Swagger 2.0 or OpenAPI 3.0, and where they stand. */
export function schemesOf(root: JsonObject): { schemes: JsonObject; at: Pointer } {
  if (isObject(root['securityDefinitions']))
    return { schemes: root['securityDefinitions'], at: '/securityDefinitions' };
  const components = isObject(root['components']) ? root['components'] : {};
  const schemes = components['securitySchemes'];
  return { schemes: isObject(schemes) ? schemes : {}, at: '/components/securitySchemes' };
}

/** Reads the authorizers (facts import-export.md, authorizer object). */
export function readAuthorizers(root: JsonObject): Authorizer[] {
  const { schemes, at } = schemesOf(root);
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    if (!isObject(scheme)) return [];
    const extension = scheme['x-amazon-apigateway-authorizer'];
    return isObject(extension) ? [readAuthorizer({ name, scheme, extension, at: below(at, name) })] : [];
  });
}

interface AuthorizerSource {
  name: string;
  scheme: JsonObject;
  extension: JsonObject;
  at: Pointer;
}

function readAuthorizer(source: AuthorizerSource): Authorizer {
  const { name, extension, at } = source;
  const type = templatedOf(extension['type'])?.text ?? '';
  const ttl = readableNumber(extension, 'authorizerResultTtlInSeconds');
  const base = { at, name, ...(ttl !== undefined && { ttl }) };
  const validationExpression = templatedOf(extension['identityValidationExpression'])?.text;
  const validation = validationExpression ? { validationExpression } : {};
  switch (type.toLowerCase()) {
    case 'cognito_user_pools':
      return {
        ...base,
        kind: 'cognito',
        providerArns: arnsOf(extension),
        identitySources: tokenHeader(source),
        ...validation,
      };
    case 'token':
      return {
        ...base,
        kind: 'token',
        ...lambdaFields(extension),
        identitySources: tokenHeader(source),
        ...validation,
      };
    case 'request':
      return {
        ...base,
        kind: 'request',
        ...lambdaFields(extension),
        identitySources: identitySources(extension),
        ...validation,
      };
    default:
      return { ...base, kind: 'unknown', type };
  }
}

function lambdaFields(extension: JsonObject): { uri: Templated; credentials?: Templated } {
  const uri = templatedOf(extension['authorizerUri']) ?? { text: '', raw: '' };
  const credentials = templatedOf(extension['authorizerCredentials']);
  return { uri, ...(credentials && { credentials }) };
}

function arnsOf(extension: JsonObject): Templated[] {
  const arns = extension['providerARNs'];
  return (Array.isArray(arns) ? arns : [arns]).flatMap((arn) => templatedOf(arn) ?? []);
}

/** Token and Cognito authorizers read one header: that of the scheme, unless an identity source says otherwise (XA-ID). */
function tokenHeader({ scheme, extension }: AuthorizerSource): IdentitySource[] {
  const written = identitySources(extension);
  if (written.length > 0) return written;
  if (isIntrinsic(scheme['name'])) return [{ kind: 'unknown', text: templatedOf(scheme['name'])?.text ?? '' }];
  const name = templatedOf(scheme['name'])?.text ?? 'Authorization';
  return [name === '' ? { kind: 'unknown', text: name } : { kind: 'header', name }];
}

function identitySources(extension: JsonObject): IdentitySource[] {
  const written = extension['identitySource'];
  const parts = Array.isArray(written)
    ? written.map((part) => templatedOf(part)?.text ?? '')
    : (templatedOf(written)?.text ?? '').split(',');
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(identitySource);
}

function identitySource(text: string): IdentitySource {
  const request = /^method\.request\.(header|querystring)\.(.+)$/.exec(text);
  if (request?.[2] !== undefined) {
    return { kind: request[1] === 'header' ? 'header' : 'querystring', name: request[2] };
  }
  const other = /^(stageVariables|context)\.(.+)$/.exec(text);
  if (other?.[2] === undefined) return { kind: 'unknown', text };
  return { kind: other[1] === 'context' ? 'context' : 'stageVariable', name: other[2] };
}
