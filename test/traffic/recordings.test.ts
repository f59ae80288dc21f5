import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import traffic from '../../schemas/traffic.schema.json' with { type: 'json' };
import type { RecordedRequest, Recording } from '../../src/model/index.js';
import { harEntries } from '../../src/traffic/har-entries.js';
import { openRecordings } from '../../src/traffic/recordings.js';

const folder = await mkdtemp(join(tmpdir(), 'migrate-recordings-'));
let written = 0;

async function file(content: string | Buffer, name = `${written++}.log`): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function readAll(paths: string[], hosts: string[] = []) {
  const recordings = await openRecordings(paths, { hosts });
  return Promise.all(recordings.map(async (one) => ({ requests: await all(one), source: one.source() })));
}

async function all({ requests }: Recording): Promise<RecordedRequest[]> {
  const found: RecordedRequest[] = [];
  for await (const request of requests) found.push(request);
  return found;
}

const entry = (parts: Record<string, unknown> = {}) => ({
  startedDateTime: '2026-11-02T03:04:05.000Z',
  request: { method: 'GET', url: 'https://api.example.com/orders/7?page=2', headers: [], ...parts },
  response: { status: 200 },
});
const har = (...entries: unknown[]) => JSON.stringify({ log: { version: '1.2', entries } });

describe('a HAR file', () => {
  it('becomes requests without what callers said', async () => {
    const headers = [
      { name: ':authority', value: 'api.example.com' },
      { name: 'Authorization', value: 'Bearer abc.def' },
      { name: 'X-Trace', value: 'run 12' },
      { name: 'Content-Type', value: 'application/json; boundary=7a6b' },
      { name: 'Cookie', value: 'session=77; theme=dark' },
    ];
    const postData = { mimeType: 'application/json', text: '{"name":"Ada"}' };
    const [recording] = await readAll([await file(har(entry({ method: 'post', headers, postData })))]);
    expect(recording?.requests).toEqual([
      {
        method: 'POST',
        path: '/orders/7',
        startsWithStage: false,
        resource: null,
        query: [['page', 'x']],
        headers: [
          ['X-Trace', 'x x'],
          ['Content-Type', 'application/json'],
          ['Cookie', 'session=x; theme=x'],
        ],
        body: 'json',
        credentials: [{ place: 'header', name: 'authorization', form: 'bearer' }],
        status: 200,
        requests: 1,
      },
    ]);
    expect(recording?.source).toEqual({
      name: expect.stringMatching(/ \(HAR\)$/),
      requests: 1,
      broken: 0,
      from: '2026-11-02T03:04:05Z',
      to: '2026-11-02T03:04:05Z',
    });
  });

  it('of several hosts gives the requests to those that are meant, and counts the others', async () => {
    const path = await file(har(entry(), entry({ url: 'https://cdn.example.com/app.js' }), entry({ url: 'data:,x' })));
    const [recording] = await readAll([path], ['api.example.com']);
    expect(recording?.requests.map((request) => request.path)).toEqual(['/orders/7']);
    expect(recording?.source).toMatchObject({ requests: 2, elsewhere: 1, broken: 0 });
  });

  it('knows that the path begins with the stage where it went to the default endpoint', async () => {
    const url = 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/orders';
    const [recording] = await readAll([await file(har(entry({ url })))]);
    expect(recording?.requests).toMatchObject([{ path: '/prod/orders', startsWithStage: true }]);
  });

  it('keeps a path as it was sent', async () => {
    const [recording] = await readAll([await file(har(entry({ url: 'http://h/a//b/../%2fc?x=%20&x=' })))]);
    expect(recording?.requests).toMatchObject([
      {
        path: '/a//b/../%2fc',
        query: [
          ['x', 'x%20x'],
          ['x', ''],
        ],
      },
    ]);
  });

  it('that ends too early, or has an entry without request, counts it as broken, with the line', async () => {
    const path = await file(`{"log": {"entries": [\n${JSON.stringify(entry())},\n{"pageref": 1},\n{"request": {"me`);
    const [recording] = await readAll([path]);
    expect(recording?.source).toMatchObject({
      requests: 1,
      broken: 2,
      firstBroken: { file: path, line: 3, reason: 'the entry has no request with a method and a url' },
    });
  });

  it('comes apart into the same entries wherever its chunks end', async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const entries = fc.array(fc.dictionary(fc.string(), value), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(entries, fc.dictionary(fc.string(), value), fc.nat(), async (list, creator, cut) => {
        const bytes = Buffer.from(JSON.stringify({ log: { creator: { entries: [creator] }, entries: list } }, null, 1));
        const at = cut % (bytes.length + 1);
        const found: string[] = [];
        for await (const { text } of harEntries(chunksOf(bytes.subarray(0, at), bytes.subarray(at)))) found.push(text);
        expect(found.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
      { numRuns: 200 },
    );
  });
});

async function* chunksOf(...chunks: Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

describe('JSON lines', () => {
  const lines: [line: string, fits: boolean][] = [
    ['{"method":"GET","path":"/orders?page=2"}', true],
    [
      '{"method":"POST","path":"/orders","query":{"a b":["1","2"]},"headers":{"Accept":"*/*"},"body":{"a":1},"status":201,"requests":12}',
      true,
    ],
    ['{"method":"PUT","path":"/x","bodyBase64":"/wA=","time":"2026-11-02T00:00:00Z"}', true],
    ['{"method":"GET"}', false],
    ['{"method":"GET","path":"orders"}', false],
    ['{"method":"GET","path":"/","status":99}', false],
    ['{"method":"GET","path":"/","requests":0}', false],
    ['{"method":"GET","path":"/","headers":{"Accept":1}}', false],
    ['[]', false],
  ];

  it.each(lines)('%s fits the published schema as it fits the reader', async (line, fits) => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(traffic);
    expect(validate(JSON.parse(line))).toBe(fits);
    const [recording] = await readAll([await file(`${lines[0]?.[0]}\n${line}\n`)]);
    expect(recording?.requests).toHaveLength(fits ? 2 : 1);
    expect(recording?.source.broken).toBe(fits ? 0 : 1);
  });

  it('are read from gzip and from folders, whatever the files are called', async () => {
    const path = await file(
      gzipSync('{"method":"GET","path":"/a","requests":3}\n\n{"method":"GET","path":"/b"}'),
      'plain',
    );
    const [recording] = await readAll([path]);
    expect(recording?.requests.map((one) => [one.path, one.requests])).toEqual([
      ['/a', 3],
      ['/b', 1],
    ]);
    expect(recording?.source).toMatchObject({ requests: 4 });
  });

  it('in broken gzip are a failure of that file', async () => {
    const bytes = gzipSync('{"method":"GET","path":"/a"}\n'.repeat(50_000) + Math.random());
    const path = await file(bytes.subarray(0, bytes.length - 20));
    await expect(readAll([path])).rejects.toMatchObject({ kind: 'input', place: { file: path } });
  });
});

describe('what callers said', () => {
  /** Texts that are keys, ids and passwords, and no words. */
  const secret = fc.stringMatching(/^[A-Za-z0-9]{4}[0-9][A-Za-z0-9]{3}[0-9]{4}[A-Za-z0-9]{12,40}$/);
  const places: [place: string, har: (secret: string) => Record<string, unknown>][] = [
    ['the Authorization header', (value) => ({ headers: [{ name: 'Authorization', value: `Bearer ${value}` }] })],
    ['an API key', (value) => ({ headers: [{ name: 'x-api-key', value }] })],
    ['a header without a telling name', (value) => ({ headers: [{ name: 'X-Partner', value }] })],
    ['a header that is kept elsewhere', (value) => ({ headers: [{ name: 'Accept', value: `${value}/${value}` }] })],
    ['the origin', (value) => ({ headers: [{ name: 'Origin', value: `https://${value}.example.com` }] })],
    [
      'a boundary',
      (value) => ({ headers: [{ name: 'Content-Type', value: `multipart/form-data; boundary=${value}` }] }),
    ],
    ['a cookie', (value) => ({ headers: [{ name: 'Cookie', value: `session=${value}; ${value}=1; ${value}` }] })],
    ['the name of a header', (value) => ({ headers: [{ name: value, value: '1' }] })],
    ['a parameter', (value) => ({ url: `https://h/a?token=${value}&page=${value}` })],
    ['a query without a name', (value) => ({ url: `https://h/a?${value}` })],
    ['a query that is not well encoded', (value) => ({ url: `https://h/a?%${value}=%&%zz=${value}` })],
    ['an encoded parameter', (value) => ({ url: `https://h/a?x=${[...value].map(percentEncoded).join('')}` })],
    ['the user of a url', (value) => ({ url: `https://${value}:${value}@h/a` })],
    ['a body', (value) => ({ method: 'POST', postData: { mimeType: 'application/json', text: `{"p":"${value}"}` } })],
  ];

  it.each(places)('in %s never leaves the reader', async (_, plant) => {
    await fc.assert(
      fc.asyncProperty(secret, async (value) => {
        const path = await file(har(entry(plant(value))), 'planted.har');
        const [recording] = await readAll([path]);
        expect(recording?.requests).toHaveLength(1);
        const read = JSON.stringify(recording);
        const decoded = read.replaceAll(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
        expect(read.includes(value) || decoded.includes(value)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  function percentEncoded(sign: string): string {
    return `%${sign.charCodeAt(0).toString(16)}`;
  }
});
