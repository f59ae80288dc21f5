import {
  below,
  type Integration,
  type IntegrationExtra,
  type IntegrationExtraKind,
  type IntegrationResponse,
  type IntegrationType,
  isObject,
  type Json,
  type JsonObject,
  type MappingTemplate,
  type Pointer,
  type VpcLinkUse,
} from '../../model/index.js';
import { templatedOf } from '../templated.js';
import { readMappings, readResponseHeaders } from './parameters.js';
import { readableNumber } from './properties.js';
import { targetOf } from './targets.js';
import type { TemplateReader } from './templates.js';

export const integrationKey = 'x-amazon-apigateway-integration';

/** Reads what a method is connected to (facts import-export.md, integration object). */
export function readIntegration(
  operation: JsonObject,
  operationAt: Pointer,
  formOf: TemplateReader,
): Integration | undefined {
  const value = operation[integrationKey];
  if (!isObject(value)) return undefined;
  const at = below(operationAt, integrationKey);
  const writtenType = templatedOf(value['type'])?.text ?? '';
  const type = typeOf(writtenType);
  const uri = templatedOf(value['uri']);
  return {
    at,
    type,
    writtenType,
    target: targetOf(type, uri),
    ...(uri && { uri }),
    ...plainFields(value),
    ...vpcLinkField(value, at),
    parameters: readMappings(value['requestParameters'], below(at, 'requestParameters')),
    templates: readTemplates(value['requestTemplates'], below(at, 'requestTemplates'), formOf),
    responses: readResponses(value['responses'], below(at, 'responses'), formOf),
    extras: readExtras(value, at),
  };
}

function typeOf(written: string): IntegrationType {
  const type = written.toLowerCase();
  switch (type) {
    case 'aws_proxy':
    case 'aws':
    case 'http_proxy':
    case 'http':
    case 'mock':
      return type;
    default:
      return 'unknown';
  }
}

function plainFields(
  value: JsonObject,
): Pick<Integration, 'httpMethod' | 'credentials' | 'timeoutInMillis' | 'passthroughBehavior'> {
  const httpMethod = verbOf(templatedOf(value['httpMethod'])?.text);
  const credentials = templatedOf(value['credentials']);
  const timeoutInMillis = readableNumber(value, 'timeoutInMillis');
  const passthroughBehavior = templatedOf(value['passthroughBehavior'])?.text.toLowerCase();
  return {
    ...(httpMethod !== undefined && { httpMethod }),
    ...(credentials && { credentials }),
    ...(timeoutInMillis !== undefined && { timeoutInMillis }),
    ...(passthroughBehavior !== undefined && { passthroughBehavior }),
  };
}

/** A placeholder keeps its letter case: it is a name of somebody's. */
function verbOf(written: string | undefined): string | undefined {
  if (written === undefined || /[${<:]/.test(written)) return written;
  const verb = written.toUpperCase();
  return verb === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : verb;
}

/** A placeholder as `connectionType` still is a VPC link if an id stands beside it. */
function vpcLinkField(value: JsonObject, at: Pointer): { vpcLink?: VpcLinkUse } {
  const connectionType = templatedOf(value['connectionType'])?.text.toUpperCase() ?? 'INTERNET';
  const id = templatedOf(value['connectionId']);
  if (connectionType === 'INTERNET' || (connectionType !== 'VPC_LINK' && id === undefined)) return {};
  // AWS's own sample spells it both ways (FE-INT-VPC2).
  const target = templatedOf(value['integrationTarget'] ?? value['integration-target']);
  return { vpcLink: { at: below(at, 'connectionId'), id: id ?? { text: '', raw: '' }, ...(target && { target }) } };
}

function readTemplates(value: Json | undefined, at: Pointer, formOf: TemplateReader): MappingTemplate[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([contentType, written]) => {
    const template = templatedOf(written) ?? { text: '', raw: written ?? null };
    return { at: below(at, contentType), contentType, template, form: formOf(template) };
  });
}

function readResponses(value: Json | undefined, at: Pointer, formOf: TemplateReader): IntegrationResponse[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([pattern, entry]) => {
    const response = isObject(entry) ? entry : {};
    const responseAt = below(at, pattern);
    const statusCode = templatedOf(response['statusCode'])?.text;
    const contentHandling = templatedOf(response['contentHandling'])?.text;
    return {
      at: responseAt,
      pattern,
      ...(statusCode !== undefined && { statusCode }),
      headers: readResponseHeaders(response['responseParameters'], below(responseAt, 'responseParameters')),
      templates: readTemplates(response['responseTemplates'], below(responseAt, 'responseTemplates'), formOf),
      ...(contentHandling !== undefined && { contentHandling }),
    };
  });
}

const extraKinds: Record<string, IntegrationExtraKind> = {
  contentHandling: 'content-handling',
  cacheKeyParameters: 'cache-keys',
  cacheNamespace: 'cache-namespace',
  tlsConfig: 'tls-config',
  responseTransferMode: 'response-transfer-mode',
  payloadFormatVersion: 'payload-format-version',
};

function readExtras(value: JsonObject, at: Pointer): IntegrationExtra[] {
  return Object.entries(value).flatMap(([key, extra]) => {
    const kind = Object.hasOwn(extraKinds, key) ? extraKinds[key] : undefined;
    const empty = Array.isArray(extra) && extra.length === 0;
    return kind === undefined || empty ? [] : [{ at: below(at, key), kind, value: extra ?? null }];
  });
}

/** Properties of an integration that the reader has a place for. */
export const knownIntegrationKeys: ReadonlySet<string> = new Set([
  ...['type', 'uri', 'httpMethod', 'credentials', 'timeoutInMillis', 'passthroughBehavior', 'connectionType'],
  ...['connectionId', 'integrationTarget', 'integration-target', 'requestParameters', 'requestTemplates', 'responses'],
  ...Object.keys(extraKinds),
]);
