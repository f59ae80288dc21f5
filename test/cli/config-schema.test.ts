import { describe, expect, it } from 'vitest';
import schema from '../../schemas/config.schema.json' with { type: 'json' };
import { isObject, noDecisions } from '../../src/model/index.js';
import { rules } from '../../src/rules/index.js';

/** All schemas within a schema: those that say what a value may be. */
function schemasIn(node: unknown, path = ''): [path: string, schema: Record<string, unknown>][] {
  if (Array.isArray(node)) return node.flatMap((item, index) => schemasIn(item, `${path}/${index}`));
  if (!isObject(node)) return [];
  const own: [string, Record<string, unknown>][] = 'type' in node || 'enum' in node ? [[path, node]] : [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => schemasIn(value, `${path}/${key}`))];
}

describe('schemas/config.schema.json', () => {
  it('knows the rules of the catalogue, in its order', () => {
    expect(schema.definitions.ruleId.enum).toEqual(Object.keys(rules));
  });

  it('lets those be accepted that the catalogue calls acceptable', () => {
    const acceptable = Object.values(rules).filter(({ acceptable }) => acceptable);
    expect(schema.definitions.acceptableRuleId.enum).toEqual(acceptable.map(({ id }) => id));
  });

  it('has every decision', () => {
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(noDecisions())));
  });

  it.each(schemasIn(schema).slice(1))('%s says what is expected there, for messages', (_path, { description }) => {
    expect(description).toMatch(/^(a|an|the|true or false|file\.mjs#handler)\b.*[^.]$/);
  });

  it('lets no unknown key pass anywhere', () => {
    const open = schemasIn(schema).filter(
      ([, { type, additionalProperties }]) => type === 'object' && additionalProperties === undefined,
    );
    expect(open).toEqual([]);
  });
});
