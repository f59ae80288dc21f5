import { below, type Integration, type IntegrationResponse } from '../../model/index.js';
import type { IntegrationResponseItem, MethodResponseItem } from './control-plane.js';
import { type ImportSource, type MethodPlace, textsAt, unlessEmpty } from './import-source.js';

/**
 * @param methodResponses of the method: a header that it does not declare cannot be mapped to
 * @returns `responses` of an integration by status, not by pattern; of two with one status the last stays
 */
export function importIntegrationResponses(
  source: ImportSource,
  { responses }: Integration,
  place: MethodPlace,
  methodResponses: Record<string, MethodResponseItem>,
): Record<string, IntegrationResponseItem> {
  const items = responses.flatMap((response) => importResponse(source, response, place) ?? []);
  for (const item of items) checkHeaders(source, item, place, methodResponses[item.statusCode]);
  return Object.fromEntries(items.map((item) => [item.statusCode, item]));
}

function importResponse(
  source: ImportSource,
  response: IntegrationResponse,
  place: MethodPlace,
): IntegrationResponseItem | undefined {
  const { at, pattern, statusCode, contentHandling } = response;
  if (statusCode === undefined) {
    source.report.refuse(`${unable(place)}: Invalid status code specified`);
    return undefined;
  }
  const parameters = textsAt(source, below(at, 'responseParameters'), place);
  const templates = textsAt(source, below(at, 'responseTemplates'), place);
  return {
    statusCode,
    ...(pattern !== 'default' && { selectionPattern: pattern }),
    ...unlessEmpty('responseParameters', parameters.texts),
    ...unlessEmpty('responseTemplates', withNulls(templates)),
    ...(contentHandling !== undefined && { contentHandling: contentHandling.toUpperCase() }),
  };
}

/** @returns templates with those that are null: the body passes as it is */
export function withNulls(read: { texts: Record<string, string>; nulls: string[] }): Record<string, string | null> {
  return { ...read.texts, ...Object.fromEntries(read.nulls.map((key) => [key, null])) };
}

/** The text is of PutIntegrationResponse, from reports of users (C). */
function checkHeaders(
  source: ImportSource,
  { responseParameters }: IntegrationResponseItem,
  place: MethodPlace,
  declared: MethodResponseItem | undefined,
): void {
  if (declared === undefined) return;
  for (const target of Object.keys(responseParameters ?? {})) {
    if (declared.responseParameters?.[target] === undefined)
      source.report.refuse(`${unable(place)}: ${invalid(target)}`);
  }
}

function unable({ verb, path }: MethodPlace): string {
  return `Unable to put integration response on '${verb}' for resource at path '${path}'`;
}

/** @returns AWS's words for a mapping from or to something that the method does not declare */
export function invalid(expression: string): string {
  const error = `Invalid mapping expression parameter specified: ${expression}`;
  return `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`;
}
