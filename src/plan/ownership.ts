import { placeholders } from './call.js';

/** Tags that say whose an API is. Without them nothing is changed unasked. */
export const tagNames = {
  source: 'apigw-migrate:source',
  stage: 'apigw-migrate:stage',
  definition: 'apigw-migrate:definition',
  run: 'apigw-migrate:run',
} as const;

/** What an import is told apart by from the imports of others. */
export interface Origin {
  /** Id of the REST API that is moved, or the name of the API where nobody told the id. */
  source: string;
  /** The stage that the HTTP API gets. */
  stage: string;
}

/** @returns the tags of an API that a run makes: values have the signs that tags may have */
export function ownTags({ source, stage }: Origin, sha256: string): Record<string, string> {
  return {
    [tagNames.source]: tagValue(source),
    [tagNames.stage]: tagValue(stage),
    [tagNames.definition]: sha256,
    [tagNames.run]: placeholders.run,
  };
}

/** @returns whether an import made it, whichever */
export function isOwned(tags: Record<string, string>): boolean {
  return tags[tagNames.source] !== undefined && tags[tagNames.run] !== undefined;
}

/** @returns whether an import of this very API and stage made it */
export function isOwnedBy(tags: Record<string, string>, { source, stage }: Origin): boolean {
  return tags[tagNames.source] === tagValue(source) && tags[tagNames.stage] === tagValue(stage);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-restrictions.html */
function tagValue(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} +\-=._:/@]/gu, '_').slice(0, 256);
}
