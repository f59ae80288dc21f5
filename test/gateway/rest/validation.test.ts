import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import type { ModelUse, Operation, RequestValidator } from '../../../src/model/index.js';
import { bodyOf, headersOf, operation, restApi, type Sent, send } from './samples.js';

function validator(parameters: boolean, body: boolean): NonNullable<Operation['validator']> {
  const used: RequestValidator = { at: '', name: 'v', parameters, body };
  return { at: '', name: 'v', inherited: false, validator: used };
}
const model = (schema: unknown, contentType = 'application/json'): ModelUse => ({
  at: '',
  contentType,
  schema,
  required: true,
});
const pet = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'number' } }, required: ['name'] };
const parameters: Operation['parameters'] = [
  { at: '', in: 'query', name: 'qs', required: true },
  { at: '', in: 'path', name: 'id', required: true },
  { at: '', in: 'header', name: 'X-Need', required: true },
  { at: '', in: 'header', name: 'X-May', required: false },
];

async function post(more: Partial<Operation>, key: string, sent: Sent = {}) {
  const exchange = await send(restApi([operation('POST /pets/{id}', more)]), key, sent);
  return { exchange, status: exchange.response.status, body: bodyOf(exchange) };
}

describe('required parameters', () => {
  const checked = { parameters, validator: validator(true, false) };
  it.each([
    ['all there', 'POST /pets/7?qs=1', [['X-Need', 'x']], undefined],
    ['one missing', 'POST /pets/7?qs=1', [], '[X-Need]'],
    ['several missing, headers first', 'POST /pets/7', [], '[X-Need, qs]'],
    ['blank', 'POST /pets/7?qs=', [['X-Need', '']], '[X-Need, qs]'],
    ['a header in other letter case', 'POST /pets/7?qs=1', [['x-need', 'x']], '[X-Need]'],
  ] as [string, string, Header[], string | undefined][])('are checked: %s', async (_name, key, headers, missing) => {
    const { exchange, status, body } = await post(checked, key, { headers });
    if (missing === undefined) return expect(status).toBe(200);
    expect([status, body]).toEqual([400, `{"message":"Missing required request parameters: ${missing}"}`]);
    expect(headersOf(exchange)['x-amzn-errortype']).toBe('BadRequestException');
    expect(exchange.calls).toEqual([]);
  });

  it('are not checked by a validator for bodies, nor without one', async () => {
    expect((await post({ parameters, validator: validator(false, true) }, 'POST /pets/7')).status).toBe(200);
    expect((await post({ parameters }, 'POST /pets/7')).status).toBe(200);
  });

  it('are reported alone when the body is bad too', async () => {
    const { body } = await post(
      { parameters, bodyModels: [model(pet)], validator: validator(true, true) },
      'POST /pets/7',
      { body: '[]' },
    );
    expect(body).toContain('Missing required request parameters');
  });
});

describe('the body', () => {
  const checked = (schema: unknown, contentType?: string): Partial<Operation> => ({
    bodyModels: [model(schema, contentType)],
    validator: validator(false, true),
  });
  const json: Header[] = [['Content-Type', 'application/json; charset=utf-8']];

  it.each([
    ['fits', '{"name":"Rex"}', json, 200],
    ['fits without a content type', '{"name":"Rex"}', [], 200],
    ['lacks a property', '{"age":1}', json, 400],
    ['has a wrong type', '{"name":1}', json, 400],
    ['is no JSON', '{name', json, 400],
    ['is empty, which counts as {}', '', json, 400],
    ['has a content type without model: not validated', '<x/>', [['Content-Type', 'application/xml']], 200],
  ] as [string, string, Header[], number][])('%s', async (_name, body, headers, status) => {
    const got = await post(checked(pet), 'POST /pets/7', { body, headers });
    expect(got.status).toBe(status);
    if (status === 400) expect([got.body, got.exchange.calls]).toEqual(['{"message":"Invalid request body"}', []]);
  });

  it('is validated by the $default model for other content types', async () => {
    const sent = { body: '{}', headers: [['Content-Type', 'text/plain']] as Header[] };
    expect((await post(checked(pet, '$default'), 'POST /pets/7', sent)).status).toBe(400);
  });

  it('is not validated by a validator for parameters', async () => {
    const operationOnly = { ...checked(pet), validator: validator(true, false) };
    expect((await post(operationOnly, 'POST /pets/7', { body: '{}' })).status).toBe(200);
  });

  it('is validated by draft 4: exclusiveMinimum is a boolean, and nullable means nothing', async () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-04/schema#',
      id: 'http://example.com/thing',
      type: 'object',
      properties: {
        n: { type: 'number', minimum: 0, exclusiveMinimum: true, nullable: true },
        nullable: { type: 'string' },
      },
    };
    const statuses = [];
    for (const body of ['{"n":1}', '{"n":0}', '{"n":null}', '{"nullable":1}']) {
      statuses.push((await post(checked(schema), 'POST /pets/7', { body })).status);
    }
    expect(statuses).toEqual([200, 400, 400, 400]);
  });

  it('is validated by models that contain themselves', async () => {
    const node: Record<string, unknown> = { type: 'object', required: ['value'] };
    node['properties'] = { value: { type: 'number' }, next: node, list: { type: 'array', items: node } };
    const statuses = [];
    for (const schema of [node, { type: 'array', items: node }]) {
      for (const body of [
        '{"value":1,"next":{"value":2}}',
        '{"value":1,"list":[{"value":2,"next":{}}]}',
        '[{"value":1}]',
        '[{"next":{}}]',
      ]) {
        statuses.push((await post(checked(schema), 'POST /pets/7', { body })).status);
      }
    }
    expect(statuses).toEqual([200, 400, 400, 400, 400, 400, 200, 400]);
  });

  it('is refused with the reason when the model cannot be read', async () => {
    const { status, exchange } = await post(checked({ $ref: '#/definitions/Gone' }), 'POST /pets/7', { body: '{}' });
    expect(status).toBe(501);
    expect(exchange.unsupported).toEqual([expect.stringMatching(/^request validation, the model cannot be read: /)]);
  });
});
