/**
 * The load generator: raw sockets, one request under way on each. It reads of an answer the status and where it ends, and
 * counts whatever is no whole 200 as a failure. A child process with a channel: each message is a burst of load, answered by
 * what it saw.
 *
 * @typedef {{ port: number, path: string, connections: number, seconds?: number, requests?: number, pid?: number }} Burst
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Not measured: connections open, and code that has just been started is compiled. */
const warmMillis = 300;

process.on('message', async (burst) => process.send(await run(burst)));
process.on('disconnect', () => process.exit());

/** @param {Burst} burst until the time is over, or so many requests are answered */
function run(burst) {
  const latencies = new Float64Array(2_000_000);
  const seen = { count: 0, failures: 0, end: burst.seconds === undefined ? Infinity : 0, start: 0, busy: 0 };
  const begin = performance.now();
  const measuresAt = burst.seconds === undefined ? begin : begin + warmMillis;
  const done = (since) => {
    const now = performance.now();
    if (since === undefined) return now;
    if (seen.start === 0 && now >= measuresAt) start(now);
    if (seen.start !== 0 && since >= seen.start) latencies[seen.count++ % latencies.length] = now - since;
    return now >= seen.end || seen.count >= (burst.requests ?? Infinity) ? undefined : now;
  };
  const start = (now) => {
    seen.start = now;
    seen.busy = busyMillis(burst.pid);
    seen.end = now + (burst.seconds ?? Infinity) * 1000;
  };
  seen.end = Infinity;
  const connections = Array.from({ length: burst.connections }, () => drive(burst, seen, done));
  return Promise.all(connections).then(() => summary(burst, seen, latencies));
}

function summary({ pid }, seen, latencies) {
  const elapsed = performance.now() - seen.start;
  const sorted = latencies.subarray(0, Math.min(seen.count, latencies.length)).sort();
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  return {
    perSecond: (seen.count / elapsed) * 1000,
    perBusySecond: (seen.count / (busyMillis(pid) - seen.busy)) * 1000,
    p50: at(0.5),
    p99: at(0.99),
    failures: seen.failures,
  };
}

/** Requests on one connection, one after the other; after a failure, on a new one. */
function drive({ port, path }, seen, done) {
  const text = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`;
  return new Promise((resolve) => {
    const open = () => {
      const socket = connect(port, '127.0.0.1');
      let buffered = '';
      let since;
      const send = () => {
        since = done(since);
        if (since === undefined) return close();
        socket.write(text, 'latin1');
      };
      const close = () => {
        socket.removeAllListeners();
        socket.on('error', () => {});
        socket.destroy();
        resolve();
      };
      const fail = () => {
        seen.failures++;
        socket.removeAllListeners();
        socket.on('error', () => {});
        socket.destroy();
        if (seen.failures > 1000) resolve();
        else setTimeout(open, 10);
      };
      socket.setNoDelay(true);
      socket.on('connect', send);
      socket.on('error', fail);
      socket.on('close', fail);
      socket.on('data', (chunk) => {
        buffered = buffered === '' ? chunk.latin1Slice() : buffered + chunk.latin1Slice();
        const length = answerLength(buffered);
        if (length === undefined || buffered.length < length) return;
        if (buffered.length > length || !buffered.startsWith('HTTP/1.1 200')) return fail();
        buffered = '';
        send();
      });
    };
    open();
  });
}

/** @returns how long the answer is as a whole, or `undefined` before its head is there */
function answerLength(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const name = /content-length: */i.exec(text);
  if (name === null) return chunkedEnd(text);
  return end + 4 + Number.parseInt(text.slice(name.index + name[0].length, name.index + name[0].length + 12), 10);
}

function chunkedEnd(text) {
  const end = text.indexOf('\r\n0\r\n\r\n');
  return end < 0 ? undefined : end + 7;
}

/** Milliseconds that the server has been on a processor, all its threads together; Linux tells it in hundredths of a second. */
function busyMillis(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return Number.NaN;
  }
}
