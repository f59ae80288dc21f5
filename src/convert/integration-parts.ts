import type { Construct, Integration } from '../model/index.js';

/** @returns the constructs of an integration: itself, and all that it has its own account of */
export function integrationParts(integration: Integration): Construct[] {
  const { vpcLink } = integration;
  return [
    { kind: 'integration', at: integration.at, name: integration.writtenType },
    ...(vpcLink ? [{ kind: 'vpc-link', at: vpcLink.at, name: vpcLink.id.text } as const] : []),
    ...integration.extras.map(({ at, kind }): Construct => ({ kind: 'integration-property', at, name: kind })),
    ...integration.parameters.map(({ at, target }): Construct => {
      return { kind: 'parameter-mapping', at, name: target.place === 'unknown' ? target.text : target.name };
    }),
    ...integration.templates.map(
      ({ at, contentType }): Construct => ({ kind: 'mapping-template', at, name: contentType }),
    ),
    ...integration.responses.flatMap((response): Construct[] => [
      { kind: 'integration-response', at: response.at, name: response.pattern },
      ...response.headers.map(({ at, header }): Construct => ({ kind: 'response-mapping', at, name: header })),
      ...response.templates.map(({ at, contentType }): Construct => {
        return { kind: 'response-template', at, name: contentType };
      }),
    ]),
  ];
}
