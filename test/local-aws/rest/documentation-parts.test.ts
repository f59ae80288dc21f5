import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/index.js';
import { withApi } from './calls.js';

describe('a documentation part', () => {
  const given = { location: { type: 'METHOD', path: '/a', method: 'GET' }, properties: '{"description":"a"}' };

  it('is made, found by its place, changed, and deleted', async () => {
    const { calls, restApiId } = await withApi();
    const made = await calls.answer('CreateDocumentationPart', { restApiId, ...given });
    expect(made).toEqual({ id: made['id'], ...given });
    expect(await calls.answer('GetDocumentationParts', { restApiId, path: '/a' })).toEqual({ item: [made] });
    expect(await calls.answer('GetDocumentationParts', { restApiId, type: 'API' })).toEqual({ item: [] });
    const one = { restApiId, documentationPartId: made['id'] };
    const patchOperations = [{ op: 'replace', path: '/properties', value: '{}' }];
    expect(await calls.answer('UpdateDocumentationPart', { ...one, patchOperations })).toEqual({
      ...made,
      properties: '{}',
    });
    await calls.answer('DeleteDocumentationPart', one);
    expect(await calls.refusal('GetDocumentationPart', one)).toContain(
      'Invalid Documentation part identifier specified',
    );
  });

  it.each<[JsonObject, string]>([
    [{ ...given, location: { type: 'MOON' } }, "Value 'MOON' at 'createDocumentationPartInput.location.type'"],
    [{ ...given, properties: '' }, 'Documentation part properties must be non-empty'],
    [{ ...given, properties: 'a' }, 'Documentation part properties must be a valid JSON object'],
  ])('cannot be %j', async (part, message) => {
    const { calls, restApiId } = await withApi();
    expect(await calls.refusal('CreateDocumentationPart', { restApiId, ...part })).toContain(message);
  });

  it.each([
    ['merge', 2],
    ['overwrite', 1],
  ])('comes from a definition: %s', async (mode, count) => {
    const { calls, restApiId } = await withApi();
    await calls.answer('CreateDocumentationPart', { restApiId, ...given });
    const documentationParts = [{ location: { type: 'API' }, properties: { info: { description: 'x' } } }];
    const body = JSON.stringify({
      ...{ openapi: '3.0.1', info: { title: 'a', version: '1' }, paths: {} },
      'x-amazon-apigateway-documentation': { documentationParts },
    });
    const { ids } = await calls.answer('ImportDocumentationParts', { restApiId, mode, body });
    expect(ids).toHaveLength(1);
    expect((await calls.answer('GetDocumentationParts', { restApiId }))['item']).toHaveLength(count);
  });
});
