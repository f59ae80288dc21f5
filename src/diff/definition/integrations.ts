import { isDeepStrictEqual } from 'node:util';
import { type HttpIntegration, type Json, requestMappings } from '../../model/index.js';
import { isSameRoute } from '../compare.js';
import { isSecurity } from '../sighting.js';
import { type Concerns, type DefinitionDifference, differing, writtenValue } from './definition-difference.js';

/** Compares what a route is connected to: target, verb, timeout, credentials, payload format, and each parameter by itself. */
export function compareIntegrations(
  route: string,
  made: HttpIntegration,
  given: HttpIntegration,
): DefinitionDifference[] {
  const [before, now] =
    made.kind === given.kind ? [propertiesOf(made), propertiesOf(given)] : [kindOnly(made), kindOnly(given)];
  const names = [...new Set([...before.keys(), ...now.keys()])].sort();
  return names.flatMap((name) => {
    const [rest, http] = [before.get(name), now.get(name)];
    if (isDeepStrictEqual(rest, http)) return [];
    const about = { class: classOf(name, rest, http), aspect: `definition.integration.${name}`, route };
    return [differing({ ...about, causes: atRoute(route, consequencesOf(name)) }, rest, http)];
  });
}

function kindOnly({ kind }: HttpIntegration): Map<string, Json | undefined> {
  return new Map([['kind', kind]]);
}

function propertiesOf(integration: HttpIntegration): Map<string, Json | undefined> {
  const { credentials, timeoutInMillis } = integration;
  return new Map<string, Json | undefined>([
    ...ownProperties(integration),
    ['credentials', writtenValue(credentials)],
    ['timeoutInMillis', timeoutInMillis],
    ...under('requestParameters', requestMappings(integration)),
  ]);
}

function ownProperties(integration: HttpIntegration): [string, Json | undefined][] {
  switch (integration.kind) {
    case 'lambda':
      return [
        ['uri', writtenValue(integration.uri)],
        ['payloadFormatVersion', integration.payloadFormatVersion],
        ...responseParameters(integration.responseParameters),
      ];
    case 'http-proxy':
      return [
        ['uri', writtenValue(integration.uri)],
        ['method', integration.method],
        ['vpcLinkId', writtenValue(integration.vpcLinkId)],
        ['serverNameToVerify', integration.serverNameToVerify],
        ...responseParameters(integration.responseParameters),
      ];
    case 'service':
      return [['subtype', integration.subtype]];
  }
}

function responseParameters(byStatus: Record<string, Record<string, string>>): [string, Json][] {
  return Object.entries(byStatus).flatMap(([status, mappings]) => under(`responseParameters.${status}`, mappings));
}

function under(prefix: string, mappings: Record<string, string>): [string, Json][] {
  return Object.entries(mappings).map(([key, value]) => [`${prefix}.${key}`, value]);
}

/** A mapped CORS header lets pages read (RT-CORS-OVERRIDE holds only where there is a configuration). */
function classOf(name: string, rest: Json | undefined, http: Json | undefined): DefinitionDifference['class'] {
  if (/^responseParameters\..*header\.access-control-/i.test(name)) return 'security';
  if (name === 'timeoutInMillis') return Number(http) > Number(rest) ? 'visible' : 'breaking';
  const isAddition = rest === undefined && /^(request|response)Parameters\..*:(header|querystring)\./.test(name);
  return isAddition ? 'visible' : 'breaking';
}

/** @returns the aspects in which a request shows that a property is another; none for what no request can show */
function consequencesOf(name: string): RegExp {
  const [, place, header = ''] =
    /Parameters\.(?:.*\.)?\w+:(header|querystring|path|statuscode)(?:\.(.+))?$/.exec(name) ?? [];
  switch (place ?? name) {
    case 'kind':
      return /^(function|calls\.integration|event|upstream|reply)\b/;
    case 'uri':
      return /^(function|calls\.integration|upstream\.(url|vpcLink|headers\.host))$/;
    case 'method':
      return /^upstream\.method$/;
    case 'vpcLinkId':
      return /^upstream\.vpcLink$/;
    case 'payloadFormatVersion':
      // Answers are read otherwise too: one format knows multi-value headers, the other does not (RT-BRK-COOKIES).
      return /^(event\b|reply\.headers\.)/;
    case 'querystring':
    case 'path':
      return /^upstream\.url$/;
    case 'statuscode':
      return /^reply\.status$/;
    case 'header':
      return new RegExp(`^(upstream|reply)\\.headers\\.${escaped(header.toLowerCase())}( \\(name\\))?$`);
    default:
      return /(?!)/;
  }
}

function escaped(text: string): string {
  return text.replace(/[^\w-]/g, '\\$&');
}

function atRoute(route: string, aspects: RegExp): Concerns {
  return (difference, sighting) =>
    sighting.http.route === route &&
    isSameRoute(sighting.rest, sighting.http) &&
    aspects.test(difference.aspect) &&
    !isSecurity(difference, sighting);
}
