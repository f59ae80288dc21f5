import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constructsOf } from '../../src/convert/constructs.js';
import { convert } from '../../src/convert/convert.js';
import { type Conversion, constructKey, noDecisions, type RestApi } from '../../src/model/index.js';
import { readHttpApi } from '../../src/openapi/http/read-http-api.js';
import { writeHttpApi } from '../../src/openapi/http/write-http-api.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { printDocument } from '../../src/openapi/print.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { totalsOf } from '../../src/report/analysis-json.js';
import { definitions } from './arbitrary-rest-api.js';

async function converted(text: string): Promise<{ api: RestApi; conversion: Conversion }> {
  const { api } = await readRestDefinition({ file: 'generated.json', text });
  return { api, conversion: convert(api, noDecisions()) };
}

/** Promise 1: every construct ends in exactly one place, and the counts add up. */
function expectConserved(api: RestApi, { ledger }: Conversion): void {
  const keys = ledger.map(({ construct }) => constructKey(construct));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(constructsOf(api).map(constructKey));
  const totals = Object.values(totalsOf(ledger));
  expect(totals.reduce((sum, count) => sum + count, 0)).toBe(ledger.length);
  expect(ledger.filter(({ rule }) => rule === 'ledger/unclaimed')).toEqual([]);
}

describe('the ledger conserves', () => {
  it('for generated definitions', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (text) => {
        const { api, conversion } = await converted(text);
        expectConserved(api, conversion);
      }),
    );
  });

  // What stands in breakers/ is for test/diff/breakers.test.ts.
  const folders = readdirSync(new URL('../../samples/', import.meta.url), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'breakers',
  );
  it.each(folders.map(({ name }) => name))('for the sample %s', async (name) => {
    const folder = new URL(`../../samples/${name}/`, import.meta.url);
    const file = readdirSync(folder).find((entry) => /^(rest-api|openapi)\./.test(entry));
    const { api, conversion } = await converted(readFileSync(new URL(file ?? '', folder), 'utf8'));
    expectConserved(api, conversion);
  });
});

it('what is written reads back equal, with no message of ImportApi', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, fc.constantFrom('json' as const, 'yaml' as const), async (text, syntax) => {
      const { conversion } = await converted(text);
      const written = printDocument(writeHttpApi(conversion.httpApi), syntax);
      const { httpApi, messages } = readHttpApi(parseDocument({ file: 'http-api', text: written }));
      expect(messages).toEqual({ info: [], warnings: [], errors: [] });
      expect(printDocument(writeHttpApi(httpApi), syntax)).toBe(written);
    }),
  );
});

it('a route moves only if nothing of its method is blocked or unknown', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, async (text) => {
      const { conversion } = await converted(text);
      const open = conversion.ledger.filter(({ outcome }) => outcome === 'blocked' || outcome === 'unknown');
      for (const { construct } of open) {
        const { route } = construct;
        if (route === undefined) continue;
        const moved = conversion.httpApi.routes.filter(
          ({ key, at }) => key !== '$default' && at === construct.at && key.path === route.path,
        );
        expect(moved, construct.name).toEqual([]);
      }
    }),
  );
});
