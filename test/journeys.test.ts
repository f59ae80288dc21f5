import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { journeysIn, replay } from '../scripts/journeys.mjs';

const journeys = journeysIn(readFileSync(join(import.meta.dirname, '../README.md'), 'utf8'));

/** Runs the built command line, as a reader would. `npm run journeys` writes the document anew. */
describe('README.md shows what really happens', () => {
  it('to a developer with one API, a team with many, and a consultant with a swagger file', () => {
    expect(journeys.map(({ name }) => name)).toEqual(['one-api', 'many-apis', 'swagger-file']);
  });

  it.each(journeys)('journey $name', (journey) => {
    expect(replay(journey)).toBe(journey.text);
  });
});
