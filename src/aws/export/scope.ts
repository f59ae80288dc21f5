import type { JsonObject } from '../../model/index.js';
import { allPages, answerJson } from '../answers.js';
import type { Region } from '../region.js';
import { type Trouble, troubleOf } from '../trouble.js';

/** A stage of a REST API. */
export interface StageName {
  apiId: string;
  stage: string;
}

/** A part of the settings that could not be read, as `schemas/settings.schema.json` has it. */
export interface UnknownPart {
  /** A member of the settings, or a path in it: `functions/arn:aws:lambda:…`. */
  part: string;
  reason: string;
  /** IAM action that is missing. */
  permission?: string;
}

/** What is exported, and what of it stays unknown. */
export interface Scope {
  region: Region;
  of: StageName;
  unknown: UnknownPart[];
}

/**
 * Reads a part. What AWS refuses, does not have, or does not give in time is unknown, and the export goes on.
 *
 * @param permission the IAM action that the call needs, for a refusal that does not name it
 * @returns undefined where the part is unknown
 * @throws where nobody is signed in: no other part could be read either
 */
export async function attempt<Value>(
  { unknown }: Pick<Scope, 'unknown'>,
  part: { name: string; permission: string },
  read: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined || trouble.kind === 'signed-out') throw error;
    unknown.push(unknownPart(part, trouble));
    return undefined;
  }
}

function unknownPart({ name, permission }: { name: string; permission: string }, trouble: Trouble): UnknownPart {
  const missing = trouble.kind === 'denied' && { permission: trouble.permission ?? permission };
  return { part: name, reason: reasonOf(trouble), ...missing };
}

/** @returns why a call failed, with AWS's own words behind it */
export function reasonOf({ kind, code, message }: Trouble): string {
  const words = `${code}: ${message}`;
  switch (kind) {
    case 'denied':
      return `access denied (${words})`;
    case 'missing':
      return `not found (${words})`;
    case 'throttled':
      return `throttled each time (${words})`;
    case 'broken':
      return `the connection broke, or AWS failed, each time (${words})`;
    case 'unreachable':
      return `not reached (${words})`;
    case 'signed-out':
      return `not signed in (${words})`;
    case 'refused':
      return `refused (${words})`;
  }
}

/** @returns a whole list of API Gateway v1, each item as JSON */
export async function restList(
  { call }: Region,
  read: (page: {
    position?: string;
    limit: number;
  }) => Promise<{ items?: object[] | undefined; position?: string | undefined }>,
): Promise<JsonObject[]> {
  const items = await allPages(async (from) => {
    const page = { limit: 500, ...(from !== undefined && { position: from }) };
    const answer = await call('apigateway', () => read(page));
    return { items: answer.items, next: answer.position };
  });
  return items.map(answerJson);
}
