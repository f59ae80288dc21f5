import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/index.js';
import { logFolder, readAll } from './lines.js';

const address = '203.0.113.7';
const id = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';
const clf = `${address} - - [02/Nov/2026:03:04:05 +0000]`;

/** One request in each format: GET /orders/{id}, answered with 200 and 512 bytes, and one that is another. */
const formats: [name: string, lines: string[]][] = [
  [
    'JSON as the console offers it',
    [
      `{ "requestId":"${id}", "ip": "${address}", "caller":"-", "user":"-","requestTime":"02/Nov/2026:03:04:05 +0000", "httpMethod":"GET","resourcePath":"/orders/{id}", "status":"200","protocol":"HTTP/1.1", "responseLength":"512" }`,
      `{ "requestId":"${id}", "ip": "${address}", "caller":"-", "user":"-","requestTime":"02/Nov/2026:03:14:05 +0000", "httpMethod":"POST","resourcePath":"/orders", "status":"201","protocol":"HTTP/1.1", "responseLength":"-" }`,
    ],
  ],
  [
    'JSON with keys of its own, numbers and times since 1970',
    [
      `{"Source-IP":"${address}","http_method":"GET","Resource_Path":"/orders/{id}","Status":200,"response_length":512,"requestTimeEpoch":1793588645000}`,
      `{"Source-IP":"${address}","http_method":"POST","Resource_Path":"/orders","Status":201,"requestTimeEpoch":1793589245000}`,
    ],
  ],
  [
    'JSON of an HTTP API, by route key',
    [
      `{"ip":"${address}","requestTime":"02/Nov/2026:03:04:05 +0000","httpMethod":"GET","routeKey":"GET /orders/{id}","status":"200","responseLength":"512"}`,
      `{"ip":"${address}","requestTime":"02/Nov/2026:03:14:05 +0000","httpMethod":"POST","routeKey":"POST /orders","status":"201"}`,
    ],
  ],
  [
    'CLF',
    [
      `${clf} "GET /orders/{id} HTTP/1.1" 200 512 ${id} Kx1=`,
      `${clf.replace('03:04', '03:14')}"POST /orders HTTP/1.1" 201 - ${id}`,
    ],
  ],
  [
    'CLF of an HTTP API',
    [
      `${clf} "GET GET /orders/{id} HTTP/1.1" 200 512 ${id}`,
      `${clf.replace('03:04', '03:14')} "POST POST /orders HTTP/1.1" 201 - ${id}`,
    ],
  ],
  [
    'CSV',
    [
      `${address},-,-,02/Nov/2026:03:04:05 +0000,GET,/orders/{id},HTTP/1.1,200,512,${id}`,
      `${address},-,-,02/Nov/2026:03:14:05 +0000,POST,/orders,HTTP/1.1,201,-,${id}`,
    ],
  ],
  [
    'XML',
    [
      `<request id="${id}"> <ip>${address}</ip> <caller>-</caller> <user>-</user> <requestTime>02/Nov/2026:03:04:05 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>/orders/{id}</resourcePath> <status>200</status> <protocol>HTTP/1.1</protocol> <responseLength>512</responseLength> </request>`,
      `<request id="${id}"> <ip>${address}</ip><caller>-</caller><user>-</user><requestTime>02/Nov/2026:03:14:05 +0000</requestTime><httpMethod>POST</httpMethod><resourcePath>/orders</resourcePath><status>201</status><protocol>HTTP/1.1</protocol><responseLength>-</responseLength></request>`,
    ],
  ],
];

const expected = {
  requests: 2,
  days: 1 / 24,
  idleHours: [],
  routes: [
    { route: 'GET /orders/{id}', requests: 1, sizes: [{ upTo: 1024, requests: 1, bytes: 512 }] },
    { route: 'POST /orders', requests: 1, sizes: [{ upTo: null, requests: 1, bytes: 0 }] },
  ],
  statuses: [
    { status: 200, requests: 1 },
    { status: 201, requests: 1 },
  ],
  hours: [0, 0, 0, 2, ...Array.from({ length: 20 }, () => 0)],
  callers: 1,
};
const covered = { requests: 2, broken: 0, from: '2026-11-02T03:04:05Z', to: '2026-11-02T03:14:05Z' };

describe('the same two requests', () => {
  it.each(formats)('are read from %s', async (_, lines) => {
    const folder = await logFolder({ 'access.log': `${lines.join('\n')}\n` });
    const { profile, groups } = await readAll([join(folder, 'access.log')]);
    expect(profile).toMatchObject({ ...expected, source: covered });
    expect(groups).toEqual([
      { method: 'POST', path: null, resource: '/orders', status: 201, requests: 1 },
      { method: 'GET', path: null, resource: '/orders/{id}', status: 200, requests: 1 },
    ]);
  });

  it.each(formats)('are read from %s as CloudWatch Logs exports it, in gzip', async (_, lines) => {
    const folder = await logFolder({
      'aws-logs-write-test': 'Permission Check Successful',
      'export/stream/000000.gz': `${lines.map((line) => `2026-11-02T03:04:06.789Z ${line}`).join('\r\n')}\r\n`,
    });
    const { profile } = await readAll([folder]);
    expect(profile).toMatchObject({ ...expected, source: covered });
  });

  it.each(formats)('are read from %s as CloudWatch Logs sends it through Firehose', async (_, lines) => {
    const [first, second] = lines.map((message, index) =>
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: '111122223333',
        logGroup: 'access',
        logEvents: [{ id: String(index), timestamp: 1793588645000, message }],
      }),
    );
    const control = JSON.stringify({
      messageType: 'CONTROL_MESSAGE',
      logEvents: [{ id: '', timestamp: 1, message: 'CWL CONTROL MESSAGE: Checking health of destination Firehose.' }],
    });
    const folder = await logFolder({ 'firehose-1-2026.gz': `${control}${first}${second}` });
    expect((await readAll([folder])).profile).toMatchObject({ ...expected, source: covered });
  });
});

it('reads JSON records that Firehose has put one after the other', async () => {
  const record = (path: string) => JSON.stringify({ httpMethod: 'GET', path, status: 200 });
  const folder = await logFolder({ records: `${record('/a}{"b')}${record('/c?secret=1')}` });
  const { groups } = await readAll([join(folder, 'records')]);
  expect(groups.map(({ path }) => path)).toEqual(['/a}{"b', '/c']);
});

it('reads a format that is given', async () => {
  const folder = await logFolder({ log: '200|GET|/orders/7|"curl | bash"\n404|GET|/x|""\nnot|one\n' });
  const format = '$context.status|$context.httpMethod|$context.path|"$context.identity.userAgent"';
  const { profile, groups } = await readAll([join(folder, 'log')], { format });
  expect(groups.map(({ path, status }) => [path, status])).toEqual([
    ['/orders/7', 200],
    ['/x', 404],
  ]);
  expect(profile.source).toMatchObject({
    requests: 2,
    broken: 1,
    firstBroken: { line: 3, reason: 'does not fit the format (as given)' },
  });
});

it('reads a JSON format that is given, whatever its keys', async () => {
  const folder = await logFolder({ log: '{"verb":"x","a":"GET","b":{"c":"no"},"d":204}\n' });
  const format =
    '{"verb":"$context.requestId","a":"$context.httpMethod","b":{"c":"$context.path"},"d":$context.status}';
  const { groups } = await readAll([join(folder, 'log')], { format });
  expect(groups).toEqual([{ method: 'GET', path: null, resource: null, status: 204, requests: 1 }]);
});

describe('a log in an unknown format', () => {
  it.each([
    ['of another program', '\n\nNov  2 03:04:05 host sshd[1]: Accepted publickey\n', undefined, 3],
    ['of JSON that tells of no request', '{"level":"info","message":"started"}\n', undefined, 1],
    [
      'that the given one does not fit',
      '{"httpMethod":"GET","status":200}\n',
      '$context.status $context.httpMethod',
      1,
    ],
  ])('%s is one failure with the line', async (_, text, format, line) => {
    const folder = await logFolder({ log: text });
    const failure = await readAll([join(folder, 'log')], { format }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'input', place: { file: join(folder, 'log'), line } });
  });

  it.each([
    ['that is empty', { log: '\n\n' }],
    ['compressed in another way', { log: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]) }],
    ['of broken gzip', { log: Buffer.from([0x1f, 0x8b, 0xff, 0xff]) }],
  ])('%s is a failure with the file', async (_, files) => {
    const folder = await logFolder(files);
    await expect(readAll([folder])).rejects.toMatchObject({ kind: 'input', place: { file: join(folder, 'log') } });
  });
});
