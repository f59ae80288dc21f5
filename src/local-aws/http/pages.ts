import type { JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { OperationOutcome } from '../operation.js';
import { done, textIn } from './call.js';

/** Members of the query by which every list is read in pages. */
export const pageQuery = { maxResults: 'maxResults', nextToken: 'nextToken' };

/** How many come without `maxResults`: not documented for HTTP APIs; REST APIs give 25 (I). */
const usualSize = 25;

/**
 * Answers one page of a list.
 *
 * @param input `maxResults` is a text on the wire; `nextToken` is what the page before gave
 */
export function page(items: JsonObject[], input: JsonObject): OperationOutcome {
  const size = textIn(input, 'maxResults') === '' ? usualSize : Number(input['maxResults']);
  if (!Number.isInteger(size) || size < 1)
    return badRequest('Invalid value for maxResults: expected a positive number.');
  const token = textIn(input, 'nextToken');
  const start = token === '' ? 0 : startOf(token);
  if (start === undefined) return badRequest('Invalid NextToken.');
  const end = start + size;
  return done({ items: items.slice(start, end), ...(end < items.length && { nextToken: tokenAt(end) }) });
}

function tokenAt(start: number): string {
  return Buffer.from(`next:${start}`).toString('base64url');
}

function startOf(token: string): number | undefined {
  const digits = /^next:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
