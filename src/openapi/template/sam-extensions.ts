import { below, isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { leaveUnknown, propertyOf, type Sam } from './sam-api.js';

/** Adds the properties that SAM writes into the definition as extensions of API Gateway, and its models. */
export function addExtensions(sam: Sam): void {
  addGatewayResponses(sam);
  addBinaryMediaTypes(sam);
  addModels(sam);
  addDisabledEndpoint(sam);
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-gatewayresponses.html */
function addGatewayResponses(sam: Sam): void {
  const key = 'x-amazon-apigateway-gateway-responses';
  const { value, from } = propertyOf(sam, 'GatewayResponses');
  if (!value) return;
  if (!isMap(value)) {
    leaveUnknown(sam, 'GatewayResponses', { value, from });
    return;
  }
  const { root, origins } = sam.definition;
  const written = isObject(root[key]) ? root[key] : {};
  root[key] = {
    ...written,
    ...Object.fromEntries(Object.entries(value).map(([type, one]) => [type, gatewayResponse(one)])),
  };
  for (const type of Object.keys(value)) {
    origins.put(below('', key, type), sam.properties.origins.of(below('/GatewayResponses', type)));
  }
}

function isMap(value: Json | undefined): value is JsonObject {
  return isObject(value) && !isIntrinsic(value);
}

const parameterPlaces = { Headers: 'header', Paths: 'path', QueryStrings: 'querystring' } as const;

function gatewayResponse(value: Json | undefined): JsonObject {
  const response = isMap(value) ? value : {};
  const parameters = isMap(response['ResponseParameters']) ? response['ResponseParameters'] : {};
  const prefixed = Object.entries(parameterPlaces).flatMap(([property, place]) =>
    Object.entries(isMap(parameters[property]) ? parameters[property] : {}).map(([name, text]): [string, Json] => [
      `gatewayresponse.${place}.${name}`,
      text ?? null,
    ]),
  );
  const status = response['StatusCode'];
  return {
    responseParameters: Object.fromEntries(prefixed),
    responseTemplates: response['ResponseTemplates'] ?? {},
    ...(status && { statusCode: typeof status === 'object' ? status : String(status) }),
  };
}

/** Slashes may be written as `~1`, as in patches of the API. */
function addBinaryMediaTypes(sam: Sam): void {
  const { value, from } = propertyOf(sam, 'BinaryMediaTypes');
  if (!value || (Array.isArray(value) && value.length === 0)) return;
  const key = 'x-amazon-apigateway-binary-media-types';
  const withSlash = (type: Json) => (typeof type === 'string' ? type.replaceAll('~1', '/') : type);
  sam.definition.root[key] = Array.isArray(value) ? value.map(withSlash) : value;
  sam.definition.origins.put(below('', key), from);
}

/** The names of models are written in lower case. */
function addModels(sam: Sam): void {
  const { value, from } = propertyOf(sam, 'Models');
  if (!value) return;
  if (!isMap(value)) {
    leaveUnknown(sam, 'Models', { value, from });
    return;
  }
  const { root, origins } = sam.definition;
  const models = Object.entries(value).map(([name, schema]): [string, Json] => [name.toLowerCase(), schema ?? null]);
  root['definitions'] = { ...(isObject(root['definitions']) && root['definitions']), ...Object.fromEntries(models) };
  for (const name of Object.keys(value)) {
    origins.put(below('/definitions', name.toLowerCase()), sam.properties.origins.of(below('/Models', name)));
  }
}

/** In OpenAPI 3.0 the endpoint configuration stands in every server (XT-EPCFG). */
function addDisabledEndpoint(sam: Sam): void {
  const { value, from } = propertyOf(sam, 'DisableExecuteApiEndpoint');
  if (value === undefined) return;
  const key = 'x-amazon-apigateway-endpoint-configuration';
  const { root, origins } = sam.definition;
  const set = (holder: JsonObject, at: string) => {
    const written = isObject(holder[key]) ? holder[key] : {};
    holder[key] = { ...written, disableExecuteApiEndpoint: value };
    origins.put(below(at, key), from);
  };
  if (root['openapi'] === undefined) {
    set(root, '');
    return;
  }
  const servers = Array.isArray(root['servers']) && root['servers'].length > 0 ? root['servers'] : [{}];
  root['servers'] = servers;
  servers.forEach((server, index) => {
    if (isObject(server)) set(server, below('/servers', index));
  });
}
