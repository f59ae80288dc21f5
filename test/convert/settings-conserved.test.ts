import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import schema from '../../schemas/settings.schema.json' with { type: 'json' };
import { constructsOf } from '../../src/convert/constructs.js';
import { convert } from '../../src/convert/convert.js';
import {
  below,
  constructKey,
  isObject,
  type Json,
  type JsonObject,
  noDecisions,
  type Pointer,
  type Setting,
} from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { settingsFiles } from './arbitrary-settings.js';
import { lambda, method } from './definition.js';

const definition = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'orders', version: '1' },
  paths: { '/a': { get: method(lambda(), { security: [{ api_key: [] }] }), post: method(lambda()) } },
  components: { securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
});

/** As it stands in a file: without members that are undefined. */
async function outcome(settings: JsonObject) {
  const source = { file: 'openapi.json', text: definition };
  const around = { file: 'settings.json', text: JSON.stringify(settings) };
  const { api, document } = await readRestDefinition({ ...source, settings: around });
  return { api, document, conversion: convert(api, noDecisions()) };
}

/** The places of all values that are no maps or lists, and say something. */
function leavesOf(value: Json | undefined, at: Pointer): Pointer[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, below(at, index)));
  if (isObject(value)) return Object.entries(value).flatMap(([key, member]) => leavesOf(member, below(at, key)));
  return value === null || value === undefined || value === '' ? [] : [at];
}

/** A setting stands for its place, and for the members next to it that it is made of. */
function placesOf({ at, value }: Setting): Pointer[] {
  const parent = at.slice(0, at.lastIndexOf('/'));
  return [at, ...Object.keys(isObject(value) ? value : {}).map((key) => below(parent, key))];
}

const isWithin = (leaf: Pointer, place: Pointer) => leaf === place || leaf.startsWith(`${place}/`);

it('every value of settings.json ends in the ledger, and nothing twice', async () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  await fc.assert(
    fc.asyncProperty(settingsFiles, async (settings) => {
      expect(validate(settings), JSON.stringify(validate.errors)).toBe(true);
      const { api, conversion } = await outcome(settings);
      const keys = conversion.ledger.map(({ construct }) => constructKey(construct));
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toEqual(constructsOf(api).map(constructKey));
      expect(conversion.ledger.filter(({ rule }) => rule === 'ledger/unclaimed')).toEqual([]);

      const places = [
        ...api.settings.flatMap(placesOf),
        ...conversion.ledger.map(({ construct }) => construct.at).filter((at) => at !== ''),
      ];
      const { version: _, ...said } = settings;
      const lost = leavesOf(said, '/settings.json').filter((leaf) => !places.some((place) => isWithin(leaf, place)));
      expect(lost).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

it('a member that nobody knows is unknown by itself', async () => {
  await fc.assert(
    fc.asyncProperty(settingsFiles, async (settings) => {
      const { conversion } = await outcome(settings);
      const strange = leavesOf(settings, '/settings.json').filter((leaf) => /\/newMember\d$/.test(leaf));
      const unknown = conversion.ledger.filter(({ rule }) => rule === 'unrecognised/extension');
      expect(unknown.map(({ construct }) => construct.at)).toEqual(expect.arrayContaining(strange));
      expect(unknown.every(({ outcome: what }) => what === 'unknown')).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('every place is found in settings.json', async () => {
  await fc.assert(
    fc.asyncProperty(settingsFiles, async (settings) => {
      const { document, conversion } = await outcome(settings);
      const around = conversion.ledger
        .map(({ construct }) => construct.at)
        .filter((at) => at.startsWith('/settings.json/'));
      const places = document.locate(around);
      for (const at of around) {
        expect(places.get(at)).toMatchObject({ file: 'settings.json', line: 1, pointer: at });
        expect(places.get(at)?.column).toBeGreaterThan(1);
      }
    }),
    { numRuns: 50 },
  );
});
