import { Failure, OtherDocument } from '../../model/index.js';
import type { ParsedText } from '../document.js';
import { exportCommand } from '../export-command.js';
import { apiEventsOf } from './api-events.js';
import { isApiType } from './candidates.js';
import { type Resource, resourcesOf } from './resources.js';

/**
 * Refuses a template that has APIs, but the definition of none: what it is, and what to pass instead.
 *
 * @param logicalId the API that was named, if any
 * @throws Failure (`input`)
 */
export function refuseWithoutDefinition(template: ParsedText, logicalId?: string): never {
  const { locate, root, source } = template;
  const resources = resourcesOf(root);
  const apis = resources.filter(({ type }) => isApiType(type));
  const api = apis.find((one) => one.logicalId === logicalId) ?? (apis.length === 1 ? apis[0] : undefined);
  const { message, isRest } = reasonOf(resources, api);
  const next = isRest
    ? `Pass an export of the deployed API: ${exportCommand}`
    : 'Pass the template or the definition of a REST API.';
  const place = api && locate([api.at]).get(api.at);
  const Refused = isRest ? Failure : OtherDocument;
  throw new Refused('input', message, next, { file: source.file, line: place?.line, column: place?.column });
}

interface Reason {
  message: string;
  isRest: boolean;
}

function reasonOf(resources: Resource[], api: Resource | undefined): Reason {
  const name = api ? `The API ${api.logicalId}` : 'The API';
  if (resources.some(({ type }) => type === 'AWS::ApiGateway::Method')) {
    const message = `${name} is built of AWS::ApiGateway::Method resources: there is no OpenAPI definition in this template.`;
    return { message, isRest: true };
  }
  if (resources.some((resource) => apiEventsOf(resource).length > 0)) {
    const message = `${name} is made by SAM from the Api events of functions: there is no OpenAPI definition in this template.`;
    return { message, isRest: true };
  }
  if (resources.some(({ type }) => isApiType(type))) {
    return { message: `${name} has no definition in this template, and no methods.`, isRest: true };
  }
  if (resources.some(({ type }) => type === 'AWS::Serverless::HttpApi' || type === 'AWS::ApiGatewayV2::Api')) {
    return { message: 'The API of this template is an HTTP or WebSocket API already, no REST API.', isRest: false };
  }
  return { message: 'This CloudFormation template has no REST API.', isRest: false };
}
