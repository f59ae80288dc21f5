import { type Conversion, isOpen, type Rule, type RuleId, routeKey } from '../model/index.js';
import { findingsOf } from './findings.js';
import { movable } from './movable.js';

/** What `convert` says beside the document. */
export interface ConversionNotes {
  conversion: Conversion;
  rules: Record<RuleId, Rule>;
}

/** @returns what keeps the API from moving whole, by rule, and what frees it */
export function obstaclesText({ conversion, rules }: ConversionNotes): string {
  const findings = findingsOf(conversion.ledger, isOpen, (rule) => rules[rule].security);
  const lines = findings.map(({ rule, entries }) => {
    const places = entries.length === 1 ? 'once' : `${entries.length} times`;
    return `  ${rule} (${places})  ${rules[rule].title}\n    Do: ${rules[rule].remedy}`;
  });
  return lines.join('\n');
}

/** @returns what was written, in one line */
export function convertedText({ httpApi, routes }: Conversion, file: string | undefined): string {
  const written = `${httpApi.routes.length} routes for ${movable(routes)} of ${routes.length} methods`;
  const what = httpApi.routes.length === 0 ? 'No method can move: the definition has no routes.' : `${written}.`;
  return `${file === undefined ? '' : `Wrote ${file}. `}${what}`;
}

/** @returns where the definition belongs that was made of the body of a template */
export function placementText({ logicalId, type }: { logicalId: string; type: string }): string {
  const place = type.startsWith('AWS::Serverless::')
    ? 'DefinitionBody of an AWS::Serverless::HttpApi'
    : 'Body of an AWS::ApiGatewayV2::Api';
  return `This is a plain definition, not a template: put it into the ${place} beside ${logicalId}; placeholders are unchanged.`;
}

/** @returns the methods that stay on the REST API, each with the rules that keep it there */
export function leftBehindText({ ledger }: Conversion): string {
  const stays = ledger.filter((entry) => entry.construct.kind === 'operation' && isOpen(entry));
  return stays
    .map(({ construct, message }) => `  ${construct.route ? routeKey(construct.route) : ''}  ${message}`)
    .join('\n');
}
