import {
  type Authorizer,
  type GatewayResponse,
  identitySourceText,
  isOpaque,
  type Json,
  type JsonObject,
  type RestApi,
  type Setting,
  type Templated,
} from '../../model/index.js';
import { gatewayResponse } from '../rest/gateway-responses.js';
import { templatedOf } from '../templated.js';
import { canonical, contradiction } from './agreement.js';
import { type Found, type Section, strangers } from './members.js';

/** What the definition has already, and counts there. */
export type Defined = Pick<RestApi, 'authorizers' | 'validators' | 'gatewayResponses'>;

const responseKeys = ['responseType', 'statusCode', 'responseParameters', 'responseTemplates', 'defaultResponse'];

/** @returns a gateway response that somebody changed and the definition does not have; nothing where both say the same */
export function readGatewayResponse({ value, at }: Section, { gatewayResponses }: Defined): Found {
  const type = templatedOf(value['responseType'])?.text ?? '';
  const unrecognised = strangers(value, at, responseKeys);
  if (String(value['defaultResponse']) === 'true') {
    return { settings: [{ at, kind: 'record', value, name: type }], unrecognised };
  }
  const response = gatewayResponse(type, value, at);
  const other = gatewayResponses.find((defined) => defined.type === type);
  if (other === undefined) return { settings: [], unrecognised, gatewayResponses: [response] };
  const differs = differing(
    {
      statusCode: response.statusCode,
      responseParameters: response.headers,
      responseTemplates: ownTemplates(response),
    },
    { statusCode: other.statusCode, responseParameters: other.headers, responseTemplates: ownTemplates(other) },
  );
  return { settings: found({ at, kind: 'record', value, name: type }, differs), unrecognised };
}

/** GetGatewayResponses shows this template where a response has none of its own, and definitions do not (V, runtime.md on gateway responses). */
const defaultTemplate = canonical({ 'application/json': '{"message":$context.error.messageString}' });

function ownTemplates({ templates }: GatewayResponse): GatewayResponse['templates'] {
  return canonical(templates) === defaultTemplate ? {} : templates;
}

const validatorKeys = ['id', 'name', 'validateRequestBody', 'validateRequestParameters'];

export function readRequestValidator({ value, at }: Section, { validators }: Defined): Found {
  const name = templatedOf(value['name'])?.text ?? '';
  const unrecognised = strangers(value, at, validatorKeys);
  const other = validators.find((validator) => validator.name === name);
  const setting: Setting = { at, kind: 'unattached-validator', value, name };
  if (other === undefined) return { settings: [setting], unrecognised };
  const differs = differing(
    {
      validateRequestBody: value['validateRequestBody'] ?? false,
      validateRequestParameters: value['validateRequestParameters'] ?? false,
    },
    { validateRequestBody: other.body, validateRequestParameters: other.parameters },
  );
  return { settings: found(setting, differs), unrecognised };
}

const authorizerKeys = [
  ...['id', 'name', 'type', 'providerARNs', 'authType', 'authorizerUri', 'authorizerCredentials', 'identitySource'],
  ...['identityValidationExpression', 'authorizerResultTtlInSeconds'],
];

export function readAuthorizer({ value, at }: Section, { authorizers }: Defined): Found {
  const name = templatedOf(value['name'])?.text ?? '';
  const unrecognised = strangers(value, at, authorizerKeys);
  const other = authorizers.find((authorizer) => authorizer.name === name);
  const setting: Setting = { at, kind: 'unattached-authorizer', value, name };
  if (other === undefined) return { settings: [setting], unrecognised };
  return { settings: found(setting, differing(liveAuthorizer(value), definedAuthorizer(other))), unrecognised };
}

/** Nothing where both say the same: it counts where the definition has it. */
function found(setting: Setting, differs: string[]): Setting[] {
  return differs.length === 0 ? [] : [contradiction(setting, differs)];
}

type Comparable = Record<string, Json | undefined>;

/** @returns the members that both know and that differ; what a placeholder hides is no difference */
function differing(one: Comparable, other: Comparable): string[] {
  return Object.keys(one).filter((key) => {
    const [left, right] = [one[key], other[key]];
    if (left === undefined || right === undefined || isHidden(left) || isHidden(right)) return false;
    return canonical(left) !== canonical(right);
  });
}

function isHidden(value: Json): boolean {
  return isOpaque({ text: canonical(value), raw: value });
}

/** AWS's default (RT-AUTH-TTL). */
const defaultTtl = 300;

function liveAuthorizer(value: JsonObject): Comparable {
  const sources = templatedOf(value['identitySource'])?.text.split(',');
  return {
    type: templatedOf(value['type'])?.text.toLowerCase(),
    providerARNs: value['providerARNs'],
    authorizerUri: value['authorizerUri'],
    authorizerCredentials: value['authorizerCredentials'],
    identitySource: sources?.map((source) => source.trim()),
    identityValidationExpression: value['identityValidationExpression'],
    authorizerResultTtlInSeconds: value['authorizerResultTtlInSeconds'] ?? defaultTtl,
  };
}

function definedAuthorizer(authorizer: Authorizer): Comparable {
  switch (authorizer.kind) {
    case 'unknown':
      return { type: authorizer.type.toLowerCase() };
    case 'cognito':
      return { type: 'cognito_user_pools', ...commonMembers(authorizer), providerARNs: raw(authorizer.providerArns) };
    case 'token':
    case 'request':
      return {
        type: authorizer.kind,
        ...commonMembers(authorizer),
        authorizerUri: authorizer.uri.raw,
        authorizerCredentials: authorizer.credentials?.raw,
      };
  }
}

function commonMembers(authorizer: Exclude<Authorizer, { kind: 'unknown' }>): Comparable {
  return {
    identitySource: authorizer.identitySources.map(identitySourceText),
    identityValidationExpression: authorizer.validationExpression,
    authorizerResultTtlInSeconds: authorizer.ttl ?? defaultTtl,
  };
}

function raw(values: Templated[]): Json {
  return values.map((value) => value.raw);
}
