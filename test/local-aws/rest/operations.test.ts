import { describe, expect, it } from 'vitest';
import { restOperations } from '../../../src/local-aws/rest/operations.js';
import { Calls } from './calls.js';

describe('operations', () => {
  it('are told apart by their names, and by verb and path', () => {
    const names = restOperations.map(({ name }) => name);
    const places = restOperations.map(({ verb, path }) => `${verb} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(places).size).toBe(places.length);
  });

  it.each(restOperations)('$name has members in its path, query, headers and body that are not one', (operation) => {
    const { path, query, headers, body, bodyNames } = operation;
    const members = [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, member]) => member),
      ...Object.keys({ ...query }),
      ...Object.keys({ ...headers }),
      ...Object.keys({ ...bodyNames }),
      ...(body === undefined ? [] : [body]),
    ];
    expect(new Set(members).size).toBe(members.length);
  });

  const calls = new Calls();
  const needing = restOperations.filter(({ path }) => path.includes('{'));

  it.each(needing)('$name of what is not there is refused', async ({ name, path, body }) => {
    const members = [...path.matchAll(/\{(\w+)\}/g)].map(([, member]) => [member, 'nothing']);
    const given = { ...Object.fromEntries(members), ...neededBy[name], ...(body !== undefined && { [body]: '{}' }) };
    expect(await calls.refusal(name, given)).toMatch(/^(NotFound|BadRequest)Exception \S/);
  });
});

/** What a call needs besides its path, before anything is looked for. */
const neededBy: Record<string, Record<string, string>> = {
  CreateResource: { pathPart: 'a' },
  PutMethod: { authorizationType: 'NONE' },
  PutIntegration: { type: 'MOCK' },
  CreateModel: { name: 'a', contentType: 'a/b' },
  CreateAuthorizer: { name: 'a', type: 'TOKEN' },
  CreateDocumentationPart: { properties: '{}' },
  CreateStage: { stageName: 'a', deploymentId: 'b' },
  CreateUsagePlanKey: { keyId: 'a', keyType: 'API_KEY' },
  CreateBasePathMapping: { restApiId: 'a' },
  ...Object.fromEntries(
    ['Get', 'Put', 'Update', 'Delete'].map((verb) => [`${verb}GatewayResponse`, { responseType: 'THROTTLED' }]),
  ),
  GetExport: { exportType: 'oas30' },
};
