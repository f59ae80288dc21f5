/**
 * The load generator: raw sockets, one request under way on each. It reads of an answer the status and where it ends, and
 * counts whatever is no whole 200 as a failure. A child process with a channel: each message is a burst of load (`Burst` in
 * `load.ts`), answered by what it saw (`Seen`).
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/**
 * Not measured: connections open, and code that has just been started is compiled. So many requests as well as so long, since on
 * a busy machine a server does little in a moment, and would be measured while it is still compiled; but no server is waited
 * for endlessly.
 */
const warm = { millis: 300, requests: 5000, mostMillis: 5000 };

const mostFailures = 1000;

process.on('message', async (burst) => process.send(await run(burst)));
process.on('disconnect', () => process.exit());

async function run(burst) {
  const measured = openMeasurement(burst);
  await Promise.all(Array.from({ length: burst.connections }, () => drive(burst, measured)));
  return measured.summary();
}

/** Counts and times what is answered after the warm-up, until the time is over or so many requests are answered. */
function openMeasurement({ seconds = Number.POSITIVE_INFINITY, requests = Number.POSITIVE_INFINITY, pid }) {
  const latencies = new Float64Array(2_000_000);
  const begin = performance.now();
  let [start, busy, count, failures] = [0, 0, 0, 0];
  let unmeasured = 0;
  const isWarm = (now) => {
    if (requests !== Number.POSITIVE_INFINITY || now >= begin + warm.mostMillis) return true;
    return ++unmeasured >= warm.requests && now >= begin + warm.millis;
  };
  return {
    /** @returns when the next request starts, or `undefined` when there is to be none */
    answered(since) {
      const now = performance.now();
      if (start === 0 && isWarm(now)) [start, busy] = [now, busyMillis(pid)];
      if (start !== 0 && since >= start) latencies[count++ % latencies.length] = now - since;
      return start !== 0 && (now >= start + seconds * 1000 || count >= requests) ? undefined : now;
    },
    /** @returns whether it is to be tried again */
    failed: () => ++failures < mostFailures,
    summary() {
      const elapsed = performance.now() - start;
      const sorted = latencies.subarray(0, Math.min(count, latencies.length)).sort();
      const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
      const perBusySecond = (count / (busyMillis(pid) - busy)) * 1000;
      return { perSecond: (count / elapsed) * 1000, perBusySecond, p50: at(0.5), p99: at(0.99), failures };
    },
  };
}

/** Requests on one connection, one after the other; after a failure, on a new one. */
function drive({ port, path }, measured) {
  const text = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`;
  return new Promise((resolve) => {
    const open = () => {
      const socket = connect(port, '127.0.0.1');
      let buffered = '';
      let since;
      const leave = () => {
        socket.removeAllListeners();
        socket.on('error', () => {});
        socket.destroy();
      };
      const send = () => {
        since = measured.answered(since);
        if (since !== undefined) return socket.write(text, 'latin1');
        leave();
        return resolve();
      };
      const fail = () => {
        leave();
        if (measured.failed()) setTimeout(open, 10);
        else resolve();
      };
      socket.setNoDelay(true);
      socket.on('connect', send);
      socket.on('error', fail);
      socket.on('close', fail);
      socket.on('data', (chunk) => {
        buffered += chunk.latin1Slice();
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

/** @returns how long the answer is as a whole, or `undefined` while that cannot be told */
function answerLength(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /content-length: *(\d+)/i.exec(text);
  if (length !== null) return end + 4 + Number(length[1]);
  const last = text.indexOf('\r\n0\r\n\r\n');
  return last < 0 ? undefined : last + 7;
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
