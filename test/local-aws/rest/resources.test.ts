import { describe, expect, it } from 'vitest';
import { Calls, withApi } from './calls.js';

describe('resources', () => {
  /** `/a`, `/a/{x}`, `/b`, `/b/{p+}`: ids by path. */
  async function tree() {
    const { calls, restApiId, resourceId: root } = await withApi();
    const made = async (parentId: string, pathPart: string) =>
      calls.id('CreateResource', { restApiId, parentId, pathPart });
    const [a, b] = [await made(root, 'a'), await made(root, 'b')];
    return { calls, restApiId, root, a, b, x: await made(a, '{x}'), p: await made(b, '{p+}') };
  }

  async function paths(calls: Calls, restApiId: string) {
    const { item } = await calls.answer('GetResources', { restApiId });
    return (item as { path: string }[]).map(({ path }) => path);
  }

  it('are listed by path', async () => {
    const { calls, restApiId } = await tree();
    expect(await paths(calls, restApiId)).toEqual(['/', '/a', '/a/{x}', '/b', '/b/{p+}']);
  });

  it('show the verbs of their methods, and whole methods where these are asked for', async () => {
    const { calls, restApiId, root } = await tree();
    const one = { restApiId, resourceId: root };
    expect(await calls.answer('GetResource', one)).toEqual({ id: root, path: '/', resourceMethods: { GET: {} } });
    const embedded = await calls.answer('GetResource', { ...one, embed: ['methods'] });
    expect(embedded).toMatchObject({
      resourceMethods: { GET: { httpMethod: 'GET', methodIntegration: { type: 'MOCK' } } },
    });
  });

  it('move with what is below them', async () => {
    const { calls, restApiId, a, b } = await tree();
    const patchOperations = [
      { op: 'replace', path: '/parentId', value: b },
      { op: 'replace', path: '/pathPart', value: 'moved' },
    ];
    expect(await calls.answer('UpdateResource', { restApiId, resourceId: a, patchOperations })).toMatchObject({
      path: '/b/moved',
    });
    expect(await paths(calls, restApiId)).toEqual(['/', '/b', '/b/moved', '/b/moved/{x}', '/b/{p+}']);
  });

  it('go with what is below them', async () => {
    const { calls, restApiId, a } = await tree();
    await calls.answer('DeleteResource', { restApiId, resourceId: a });
    expect(await paths(calls, restApiId)).toEqual(['/', '/b', '/b/{p+}']);
  });

  it.each([
    ['root', 'a', 'ConflictException Another resource with the same parent already has this name: a'],
    ['a', '{y}', 'BadRequestException A sibling ({x}) of this resource already has a variable path part'],
    ['p', 'c', 'BadRequestException Cannot create a child of a resource with a greedy path variable: {p+}'],
    ['root', 'a b', "BadRequestException Resource's path part only allow"],
    ['nowhere', 'c', 'NotFoundException Invalid Resource identifier specified'],
  ] as const)('below %s cannot be %s', async (parent, pathPart, message) => {
    const { calls, restApiId, ...ids } = await tree();
    const parentId = parent === 'nowhere' ? parent : ids[parent];
    expect(await calls.refusal('CreateResource', { restApiId, parentId, pathPart })).toContain(message);
  });

  it.each([
    ['replace', '/parentId', 'x', 'BadRequestException Resources cannot be cyclical.'],
    ['replace', '/pathPart', 'b', 'ConflictException Another resource with the same parent'],
    ['add', '/pathPart', 'b', "BadRequestException Invalid patch path  '/pathPart' specified for op 'add'."],
    ['replace', '/id', 'b', "specified for op 'replace'. Must be one of: [/parentId, /pathPart]"],
  ])('%s %s of /a to %s is refused', async (op, path, value, message) => {
    const { calls, restApiId, a, ...ids } = await tree();
    const patchOperations = [{ op, path, value: value === 'x' ? ids.x : value }];
    expect(await calls.refusal('UpdateResource', { restApiId, resourceId: a, patchOperations })).toContain(message);
  });

  it('keep their root', async () => {
    const { calls, restApiId, root } = await tree();
    expect(await calls.refusal('DeleteResource', { restApiId, resourceId: root })).toContain('BadRequestException');
  });
});

describe('a page', () => {
  it('has as many as asked, and leads through all of them whatever is deleted on the way', async () => {
    const calls = new Calls();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await calls.id('CreateRestApi', { name }));
    const first = await calls.answer('GetRestApis', { limit: '2' });
    expect(first['item']).toMatchObject([{ name: 'a' }, { name: 'b' }]);
    await calls.answer('DeleteRestApi', { restApiId: ids[0] ?? '' });
    const second = await calls.answer('GetRestApis', { limit: 2, position: first['position'] });
    expect(second['item']).toMatchObject([{ name: 'c' }, { name: 'd' }]);
    const third = await calls.answer('GetRestApis', { limit: 2, position: second['position'] });
    expect(third).toEqual({ item: [expect.objectContaining({ name: 'e' })] });
  });

  it.each([{}, { limit: '0' }, { limit: '-1' }, { limit: 25.5 }])('has 25 for %j', async (input) => {
    const calls = new Calls();
    for (let count = 0; count < 30; count++) await calls.answer('CreateApiKey', { name: `key ${count}` });
    const { item, position } = await calls.answer('GetApiKeys', input);
    expect(item).toHaveLength(25);
    expect((await calls.answer('GetApiKeys', { position }))['item']).toHaveLength(5);
  });

  it('begins nowhere where a position is not ours', async () => {
    expect(await new Calls().refusal('GetRestApis', { position: 'xx' })).toContain('BadRequestException');
  });
});
