import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { quotas } from '../../openapi/http/limits.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';

export function tagsIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** Limits of tags (NM-TAG, Q-TAGS); words I. */
export function tagRefusal(value: Json | undefined): Refusal | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return badRequest('Invalid value for tags: expected an object.');
  if (Object.keys(value).length > quotas.tags) return badRequest(`A resource can have ${quotas.tags} tags at most.`);
  const wrong = Object.entries(value).find(([key, text]) => !isTag(key, text));
  return wrong && badRequest(`Invalid tag ${wrong[0]}`);
}

function isTag(key: string, value: Json | undefined): boolean {
  return /^(?!aws:).{1,128}$/s.test(key) && typeof value === 'string' && value.length <= 1600;
}
