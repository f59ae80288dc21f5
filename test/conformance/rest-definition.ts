import type { Json, JsonObject } from '../../src/model/index.js';
import { Unsupported } from './case.js';
import { entriesOf, jsonOf, objectOf, textOf } from './values.js';

/** @returns a REST API of the control plane as the Swagger 2.0 document that says the same */
export function restDefinition(api: JsonObject): JsonObject {
  const { name, endpointConfiguration, binaryMediaTypes, apiKeySource, minimumCompressionSize, policy } = objectOf(
    api['restApi'],
  );
  return withoutAbsent({
    swagger: '2.0',
    info: { title: name ?? 'an API', version: '1' },
    'x-amazon-apigateway-endpoint-configuration': { types: objectOf(endpointConfiguration)['types'] ?? ['EDGE'] },
    'x-amazon-apigateway-binary-media-types': binaryMediaTypes,
    'x-amazon-apigateway-api-key-source': apiKeySource,
    'x-amazon-apigateway-minimum-compression-size': minimumCompressionSize,
    'x-amazon-apigateway-policy': typeof policy === 'string' ? jsonOf(policy.replaceAll('\\"', '"')) : policy,
    'x-amazon-apigateway-request-validators': Object.fromEntries(itemsOf(api['requestValidators']).map(validator)),
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      itemsOf(api['gatewayResponses']).map((item) => [textOf(item['responseType']), item]),
    ),
    definitions: Object.fromEntries(itemsOf(api['models']).map((model) => [textOf(model['name']), schemaOf(model)])),
    securityDefinitions: { ...schemes, ...Object.fromEntries(itemsOf(api['authorizers']).map(scheme)) },
    paths: Object.fromEntries(
      itemsOf(api['resources']).map((resource) => [textOf(resource['path']), pathItem(resource, api)]),
    ),
  });
}

const apiKey = 'api-key';
const sigv4 = 'sigv4';
const schemes: JsonObject = {
  [apiKey]: { type: 'apiKey', name: 'x-api-key', in: 'header' },
  [sigv4]: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
};

/** A list, or an object whose values are the items. */
function itemsOf(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : entriesOf(value).map(([, item]) => item)).map(objectOf);
}

function validator({ name, validateRequestBody, validateRequestParameters }: JsonObject): [string, JsonObject] {
  return [textOf(name), withoutAbsent({ validateRequestBody, validateRequestParameters })];
}

/** Models refer to each other by address. */
function schemaOf({ schema }: JsonObject): Json {
  const text = textOf(schema).replace(/https:\/\/apigateway[^"]*\/restapis\/[^/"]+\/models\//g, '#/definitions/');
  return jsonOf(text) ?? {};
}

function scheme(authorizer: JsonObject): [string, JsonObject] {
  const { name, type, identitySource } = authorizer;
  const header = /^method\.request\.header\.([^,]+)$/.exec(textOf(identitySource))?.[1];
  const extension = withoutAbsent({
    type: textOf(type).toLowerCase(),
    identitySource,
    authorizerUri: authorizer['authorizerUri'],
    authorizerCredentials: authorizer['authorizerCredentials'],
    authorizerResultTtlInSeconds: authorizer['authorizerResultTtlInSeconds'],
    identityValidationExpression: authorizer['identityValidationExpression'],
    providerARNs: authorizer['providerARNs'],
  });
  return [
    textOf(name),
    { type: 'apiKey', in: 'header', name: header ?? 'Unused', 'x-amazon-apigateway-authorizer': extension },
  ];
}

function pathItem({ resourceMethods }: JsonObject, api: JsonObject): JsonObject {
  return Object.fromEntries(
    entriesOf(resourceMethods).map(([verb, method]) => [
      verb === 'ANY' ? 'x-amazon-apigateway-any-method' : verb.toLowerCase(),
      operation(objectOf(method), api),
    ]),
  );
}

function operation(method: JsonObject, api: JsonObject): JsonObject {
  const models = entriesOf(method['requestModels']);
  const { methodIntegration, requestValidatorId, operationName } = method;
  return withoutAbsent({
    operationId: operationName,
    parameters: [...entriesOf(method['requestParameters']).map(parameter), ...models.slice(0, 1).map(bodyParameter)],
    ...(models.length > 0 && { consumes: models.map(([type]) => type) }),
    responses: {},
    security: securityOf(method, api),
    'x-amazon-apigateway-request-validator': nameOf(api['requestValidators'], requestValidatorId),
    'x-amazon-apigateway-integration':
      methodIntegration === undefined ? undefined : integration(objectOf(methodIntegration)),
  });
}

function parameter([key, required]: [string, Json]): JsonObject {
  const [, , place, ...name] = key.split('.');
  return { in: place === 'querystring' ? 'query' : textOf(place), name: name.join('.'), required, type: 'string' };
}

function bodyParameter([, model]: [string, Json]): JsonObject {
  return { in: 'body', name: 'body', required: true, schema: { $ref: `#/definitions/${textOf(model)}` } };
}

function securityOf(method: JsonObject, api: JsonObject): Json | undefined {
  const { authorizationType, authorizerId, authorizationScopes, apiKeyRequired } = method;
  const authorizer = nameOf(api['authorizers'], authorizerId);
  const security: JsonObject = {
    ...(authorizer !== undefined && { [authorizer]: authorizationScopes ?? [] }),
    ...(authorizationType === 'AWS_IAM' && { [sigv4]: [] }),
    ...(apiKeyRequired === true && { [apiKey]: [] }),
  };
  return Object.keys(security).length > 0 ? [security] : undefined;
}

/** @returns the name of what a method refers to by id */
function nameOf(items: Json | undefined, id: Json | undefined): string | undefined {
  if (id === undefined || id === null) return undefined;
  const found = itemsOf(items).find((item) => item['id'] === id);
  if (!found) throw new Unsupported(`something with the id ${textOf(id)}, which the case does not have`);
  return textOf(found['name']);
}

function integration({ integrationResponses, ...rest }: JsonObject): JsonObject {
  const responses = entriesOf(integrationResponses).map(([, item]) => {
    const { selectionPattern, ...response } = objectOf(item);
    return [textOf(selectionPattern) || 'default', response] as const;
  });
  return { ...rest, responses: Object.fromEntries(responses) };
}

function withoutAbsent(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
