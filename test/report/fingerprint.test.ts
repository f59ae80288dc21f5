import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import { analyze } from '../../src/fleet/analyze.js';
import { isObject, type Json, noDecisions } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { analysisFormats, printAnalysis } from '../../src/report/analysis.js';
import { fingerprintsOf } from '../../src/report/fingerprint.js';
import { definitions } from '../convert/arbitrary-rest-api.js';

const usual = { version: '0.1.0', failOn: 'blocked' } as const;

async function entriesOf(text: string, file = 'a.json') {
  const { api } = await readRestDefinition({ file, text });
  return convert(api, noDecisions()).ledger;
}

/** Fingerprints with what they stand for, sorted: the order of entries is that of the document. */
async function printsOf(text: string, file?: string): Promise<string[]> {
  const prints = fingerprintsOf(await entriesOf(text, file));
  return [...prints].map(([{ rule, outcome }, print]) => `${print} ${rule} ${outcome}`).sort();
}

/** The same value with the keys of every object in another order, which `seed` decides. */
function shuffled(value: Json, seed: number): Json {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (!isObject(value)) return value;
  const weight = (key: string) => [...key].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0) + seed) % 9973, seed);
  const keys = Object.keys(value).sort((a, b) => weight(a) - weight(b));
  return Object.fromEntries(keys.map((key) => [key, shuffled(value[key] ?? null, seed)]));
}

describe('fingerprints', () => {
  it('stay when keys change places', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, fc.nat(9000), async (text, seed) => {
        expect(await printsOf(JSON.stringify(shuffled(JSON.parse(text), seed)))).toEqual(await printsOf(text));
      }),
      { numRuns: 40 },
    );
  });

  it('stay in another format, with comments, in a file of another name', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (text) => {
        const yaml = `# about this API\n${dump(JSON.parse(text), { lineWidth: -1 }).replace(/^paths:/m, '\n\n# here\npaths:')}`;
        const expected = await printsOf(text);
        expect(await printsOf(yaml, 'elsewhere/b.yaml')).toEqual(expected);
        expect(await printsOf(JSON.stringify(JSON.parse(text), undefined, 7))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('are never shared by two entries', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (text) => {
        const prints = [...fingerprintsOf(await entriesOf(text)).values()];
        expect(new Set(prints).size).toBe(prints.length);
      }),
      { numRuns: 40 },
    );
  });

  it('stay when an operation gets another operationId, summary or tag', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, fc.string(), async (text, word) => {
        const root = JSON.parse(text);
        for (const item of Object.values<Record<string, object>>(root.paths)) {
          for (const operation of Object.values(item)) {
            Object.assign(operation, { operationId: word, summary: word, tags: [word] });
          }
        }
        expect(await printsOf(JSON.stringify(root))).toEqual(await printsOf(text));
      }),
      { numRuns: 20 },
    );
  });

  const method = {
    security: [{ keys: [] }],
    'x-amazon-apigateway-request-validator': 'all',
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
    },
  };
  const validators = { all: { validateRequestBody: true, validateRequestParameters: true } };
  const scheme = { type: 'apiKey', name: 'x-api-key', in: 'header' };
  const pet = { type: 'object', required: ['name'] };
  const swagger = {
    swagger: '2.0',
    info: { title: 'pets', version: '1' },
    'x-amazon-apigateway-request-validators': validators,
    securityDefinitions: { keys: scheme },
    definitions: { Pet: pet },
    paths: {
      '/pets': {
        post: {
          ...method,
          parameters: [{ in: 'body', name: 'Pet', required: true, schema: { $ref: '#/definitions/Pet' } }],
          responses: { 200: { description: 'd', schema: { $ref: '#/definitions/Pet' } } },
        },
      },
    },
  };
  const content = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
  const openapi = {
    openapi: '3.0.1',
    info: { title: 'pets', version: '1' },
    'x-amazon-apigateway-request-validators': validators,
    components: { securitySchemes: { keys: scheme }, schemas: { Pet: pet } },
    paths: {
      '/pets': {
        post: {
          ...method,
          requestBody: { required: true, content: content('Pet') },
          responses: { 200: { description: 'd', content: content('Pet') } },
        },
      },
    },
  };

  it('are those of the same construct in Swagger 2.0 and OpenAPI 3.0', async () => {
    const prints = await printsOf(JSON.stringify(openapi));
    expect(prints.length).toBeGreaterThan(10);
    expect(await printsOf(JSON.stringify(swagger))).toEqual(prints);
  });

  it('tell one method from another, and one rule from another', async () => {
    const entries = [...fingerprintsOf(await entriesOf(JSON.stringify(openapi)))];
    const moved = JSON.stringify(openapi).replace('"/pets"', '"/animals"');
    const others = new Set(fingerprintsOf(await entriesOf(moved)).values());
    for (const [{ construct, rule }, print] of entries) {
      expect(others.has(print), `${rule} of ${construct.name}`).toBe(construct.route === undefined);
    }
  });
});

it.each(analysisFormats)('the same input gives the same bytes as %s', async (format) => {
  await fc.assert(
    fc.asyncProperty(definitions, async (text) => {
      const printed = async () => {
        const analysis = await analyze({ file: 'a.json', text }, '-', usual);
        return [...printAnalysis(analysis, format, { width: 100, verbose: true })].join('');
      };
      expect(await printed()).toBe(await printed());
    }),
    { numRuns: 10 },
  );
});
