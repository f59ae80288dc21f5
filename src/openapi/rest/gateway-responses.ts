import { below, type GatewayResponse, isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import { templatedOf } from '../templated.js';

const key = 'x-amazon-apigateway-gateway-responses';

/** Reads the customised gateway responses (XT-GWR). */
export function readGatewayResponses(root: JsonObject): GatewayResponse[] {
  const responses = isObject(root[key]) ? root[key] : {};
  return Object.entries(responses).map(([type, value]) => gatewayResponse(type, value, below('', key, type)));
}

/** Reads one gateway response, of a definition or of GetGatewayResponses: both have the same members. */
export function gatewayResponse(type: string, value: Json | undefined, at: Pointer): GatewayResponse {
  const response = isObject(value) ? value : {};
  const statusCode = templatedOf(response['statusCode'])?.text;
  return {
    at,
    type,
    ...(statusCode !== undefined && { statusCode }),
    headers: headersOf(response['responseParameters']),
    templates: textsOf(response['responseTemplates']),
  };
}

/** Only headers can be set (`gatewayresponse.header.X`); AWS ignores path and query string here. */
function headersOf(parameters: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(textsOf(parameters)).map(([name, value]) => [
      name.replace(/^gatewayresponse\.header\./i, ''),
      value,
    ]),
  );
}

function textsOf(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, templatedOf(text)?.text ?? '']));
}
