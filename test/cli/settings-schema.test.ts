import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import schema from '../../schemas/settings.schema.json' with { type: 'json' };
import { checkSettings } from '../../src/cli/settings-schema.js';
import { Failure, isObject, settingsParts } from '../../src/model/index.js';

async function failureOf(text: string): Promise<Failure> {
  const failure = await checkSettings({ file: 'bundle/settings.json', text }).catch((error: unknown) => error);
  if (failure instanceof Failure) return failure;
  throw new Error('It fits.');
}

describe('a settings.json that does not fit is refused as an input, with its place', () => {
  it.each<[name: string, text: string, line: number, column: number, message: RegExp]>([
    ['no JSON', '{\n  "version": 1,\n  "stage": [', 3, 13, /This is not YAML/],
    ['no map', '[]', 1, 1, /The file is an empty list; expected a map/],
    ['no version', '{ "stage": {} }', 1, 1, /The file lacks `version`/],
    ['another version', '{ "version": 2 }', 1, 3, /`version` is `2`; expected the number 1/],
    [
      'an unknown part',
      '{\n  "version": 1,\n  "usagePlan": []\n}',
      3,
      3,
      /`usagePlan` is not a key here\. Did you mean `usagePlans`\?/,
    ],
    [
      'a value of another type',
      '{ "version": 1, "stage": { "tracingEnabled": "yes" } }',
      1,
      28,
      /`stage\.tracingEnabled` is `yes`; expected true or false/,
    ],
    [
      'a key of the API keys',
      '{ "version": 1, "apiKeys": { "count": 1, "values": ["s3cret"] } }',
      1,
      42,
      /`apiKeys\.values` is not a key here/,
    ],
    [
      'a key of a usage plan',
      '{ "version": 1, "usagePlans": [{ "apiKeys": { "count": 1, "value": "s3cret" } }] }',
      1,
      59,
      /`usagePlans\[0\]\.apiKeys\.value` is not a key/,
    ],
    [
      'a secret of an app client',
      '{ "version": 1, "userPools": [{ "arn": "x", "clients": [{ "id": "y", "secret": "s3cret" }] }] }',
      1,
      70,
      /`userPools\[0\]\.clients\[0\]\.secret` is not a key/,
    ],
  ])('%s', async (_name, text, line, column, message) => {
    const failure = await failureOf(text);
    expect(failure.message).toMatch(message);
    expect(failure).toMatchObject({ kind: 'input', place: { file: 'bundle/settings.json', line, column } });
    expect(failure.message).not.toContain('s3cret');
    expect(failure.next).toContain('schemas/settings.schema.json');
  });

  it('but a member that AWS may add is none of that', async () => {
    await expect(
      checkSettings({ file: 'settings.json', text: '{ "version": 1, "stage": { "new": { "a": 1 } } }' }),
    ).resolves.toBeUndefined();
  });
});

/** All schemas within a schema: those that say what a value may be. */
function schemasIn(node: unknown, path = ''): [path: string, schema: Record<string, unknown>][] {
  if (Array.isArray(node)) return node.flatMap((item, index) => schemasIn(item, `${path}/${index}`));
  if (!isObject(node)) return [];
  const isSchema = typeof node['type'] === 'string' || 'enum' in node || 'const' in node;
  const own: [string, Record<string, unknown>][] = isSchema ? [[path, node]] : [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => schemasIn(value, `${path}/${key}`))];
}

describe('schemas/settings.schema.json', () => {
  it('is a schema of draft 7', () => {
    expect(() => new Ajv({ allowUnionTypes: true, strict: true }).compile(schema)).not.toThrow();
  });

  it('has the parts that the reader knows', () => {
    expect(Object.keys(schema.properties)).toEqual(['version', ...settingsParts]);
  });

  it.each(schemasIn(schema))('%s says what is expected there, for messages', (_path, { description }) => {
    expect(description).toMatch(/\S[^.]$/);
  });
});
