import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { isObject, type Json } from '../../src/model/index.js';
import { bareLambda, gateway, type Kind, pathOf } from './contestants.js';
import { freePort, start } from './servers.js';
import type { Setting } from './setting.js';

/** An answer with what changes from request to request taken out. */
interface Answer {
  status: number | undefined;
  names: string[];
  body: string;
}

/**
 * Holds the bare servers to the work of the gateways: the same fields in the events, with values of the same type, and answers
 * with the same headers and body.
 *
 * @throws Error that names what differs
 */
export async function checkSame(setting: Setting): Promise<void> {
  for (const kind of ['rest', 'http'] as const) await checkKind(kind, setting);
}

async function checkKind(kind: Kind, { pin, definitions }: Setting): Promise<void> {
  const bare = await start(pin, 'server', bareLambda(kind, await freePort(), 'in-process'));
  const own = await start(pin, 'server', gateway(kind, await freePort(), { definitions, place: 'in-process' }));
  try {
    const [left, right] = await Promise.all([bare, own].map(({ port }) => answerOf(port, pathOf(kind, 'hello'))));
    expectSame(`answers of ${kind}`, left, right);
    const [event, other] = await Promise.all([bare, own].map(({ port }) => answerOf(port, pathOf(kind, 'event'))));
    expectSame(`events of ${kind}`, fieldsOf(event), fieldsOf(other));
  } finally {
    await Promise.all([bare.close(), own.close()]);
  }
}

function answerOf(port: number, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      headers: { 'User-Agent': 'bench', Accept: '*/*' },
    });
    sent.on('error', reject);
    sent.on('response', async (answer) => {
      const names = answer.rawHeaders.filter((_, index) => index % 2 === 0);
      resolve({ status: answer.statusCode, names, body: await text(answer) });
    });
    sent.end();
  });
}

function fieldsOf(answer: Answer | undefined): string[] {
  const event: Json = JSON.parse(answer?.body ?? 'null');
  return [...fields(event, '')].sort();
}

function* fields(value: Json, at: string): Generator<string> {
  if (!isObject(value)) yield `${at}: ${value === null ? 'null' : typeof value}`;
  else for (const [key, item] of Object.entries(value)) yield* fields(item ?? null, `${at}.${key}`);
}

function expectSame(what: string, bare: unknown, own: unknown): void {
  const [left, right] = [bare, own].map((one) => JSON.stringify(one, undefined, 1));
  if (left !== right) throw new Error(`The ${what} differ. Bare server:\n${left}\nGateway:\n${right}`);
}
