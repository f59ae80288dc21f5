/**
 * `node bare-lambda.mjs rest|http PORT [thread]`: a bare `node:http` server that builds the event of an API, hands it as JSON
 * to the function, in this process or in one worker thread, and answers with the bytes that the gateway answers with.
 */
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { httpEvent, restEvent } from './bare-event.mjs';
import { hello, told } from './hello.mjs';

const build = { rest: restEvent, http: httpEvent };

async function run(text) {
  const event = JSON.parse(text);
  const answer = await ((event.path ?? event.rawPath) === '/event' ? told : hello)(event);
  return JSON.stringify(answer);
}

function openThread() {
  const worker = new Worker(new URL(import.meta.url));
  const waiting = [];
  worker.on('message', (text) => waiting.shift()(text));
  return (text) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      worker.postMessage(text);
    });
}

function serve([kind, port, thread]) {
  const invoke = thread === 'thread' ? openThread() : run;
  createServer(async (incoming, outgoing) => {
    const { event, head, tail } = build[kind](incoming);
    const { statusCode, headers, body } = JSON.parse(await invoke(JSON.stringify(event)));
    const passed = Object.entries(headers).flat();
    outgoing.writeHead(statusCode, [...head, ...passed, ...tail, 'content-length', String(Buffer.byteLength(body))]);
    outgoing.end(body);
  }).listen(Number(port), '127.0.0.1');
}

if (isMainThread) serve(process.argv.slice(2));
else parentPort.on('message', async (text) => parentPort.postMessage(await run(text)));
