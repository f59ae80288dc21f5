import type { Integration, MappingTemplate } from '../../model/index.js';
import { firstHeader, mediaType } from '../headers.js';
import type { Arrival, RoutedRequest } from '../payload/rest-request.js';
import type { Fault } from './faults.js';

/**
 * Chooses the request template by content type; a request without one counts as `application/json` (RT-VTL-SELECT-REQ).
 *
 * @returns the template, `undefined` when the body passes as it is, or 415 (RT-VTL-PASS-TABLE)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function requestTemplate(integration: Integration, request: RoutedRequest): MappingTemplate | Fault | undefined {
  const type = mediaType(firstHeader(request.sent.headers, 'Content-Type') ?? 'application/json');
  const found = templateFor(integration.templates, type) ?? templateFor(integration.templates, '$default');
  if (found) return found;
  const behavior = (integration.passthroughBehavior ?? 'WHEN_NO_MATCH').toUpperCase();
  const passes =
    behavior === 'WHEN_NO_MATCH' || (behavior === 'WHEN_NO_TEMPLATES' && integration.templates.length === 0);
  return passes ? undefined : { fault: 'UNSUPPORTED_MEDIA_TYPE', message: 'Unsupported Media Type' };
}

/** @returns the response template for the client's `Accept`, else that for JSON, else the first (RT-VTL-SELECT-RES, C). */
export function responseTemplate(templates: readonly MappingTemplate[], request: Arrival): MappingTemplate | undefined {
  const accepted = (firstHeader(request.sent.headers, 'Accept') ?? '').split(',').map(mediaType);
  return (
    accepted.map((type) => templateFor(templates, type)).find((template) => template !== undefined) ??
    templateFor(templates, 'application/json') ??
    templates[0]
  );
}

function templateFor(templates: readonly MappingTemplate[], type: string): MappingTemplate | undefined {
  return templates.find(({ contentType }) => mediaType(contentType) === type);
}
