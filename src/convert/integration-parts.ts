import type { Construct, Integration, Route } from '../model/index.js';

/** @returns the constructs of an integration: itself, and all that it has its own account of */
export function integrationParts(integration: Integration, route: Route): Construct[] {
  const { vpcLink, extras, parameters, templates, responses } = integration;
  const parts: Construct[] = [{ kind: 'integration', at: integration.at, name: integration.writtenType, route }];
  if (vpcLink) parts.push({ kind: 'vpc-link', at: vpcLink.at, name: vpcLink.id.text, route });
  for (const { at, kind } of extras) parts.push({ kind: 'integration-property', at, name: kind, route });
  for (const { at, target } of parameters) {
    const name = target.place === 'unknown' ? target.text : target.name;
    parts.push({ kind: 'parameter-mapping', at, name, route });
  }
  for (const { at, contentType } of templates) parts.push({ kind: 'mapping-template', at, name: contentType, route });
  for (const response of responses) {
    parts.push({ kind: 'integration-response', at: response.at, name: response.pattern, route });
    for (const { at, header } of response.headers) parts.push({ kind: 'response-mapping', at, name: header, route });
    for (const { at, contentType } of response.templates) {
      parts.push({ kind: 'response-template', at, name: contentType, route });
    }
  }
  return parts;
}
