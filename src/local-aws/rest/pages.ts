import type { Input } from './input.js';
import { badRequest } from './refused-call.js';

/** Of the query of a list. */
export const pageQuery = { position: 'position', limit: 'limit' };

const usual = 25;
const most = 500;

/**
 * @param idOf what tells items apart: a position survives items that come and go
 * @returns one page of a list, in the order given, and where the next one begins
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetResources.html (25 where no limit is given, 500 at most)
 */
export function pageOf<Item>(items: readonly Item[], idOf: (item: Item) => string, input: Input) {
  const limit = Math.min(Math.max(Math.trunc(input.number('limit') ?? usual), 0) || usual, most);
  const start = startOf(items.map(idOf), input.text('position'));
  const next = items[start + limit];
  return {
    item: items.slice(start, start + limit),
    ...(next !== undefined && { position: Buffer.from(idOf(next)).toString('base64url') }),
  };
}

function startOf(ids: readonly string[], position: string | undefined): number {
  if (position === undefined || position === '') return 0;
  const start = ids.indexOf(Buffer.from(position, 'base64url').toString());
  // The text is ours.
  if (start < 0) throw badRequest('Invalid position parameter specified');
  return start;
}
