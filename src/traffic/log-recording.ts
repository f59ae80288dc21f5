import type { RecordedRequest, Recording, TrafficGroup, TrafficSource } from '../model/index.js';
import type { AccessLogs } from './access-logs.js';

/**
 * Access logs as recorded traffic: they know method, path or resource, and status, and nothing else of a request.
 *
 * @param open opens the logs; they are closed once they are read
 */
export function logRecording(open: () => Promise<AccessLogs>): Recording {
  let source: TrafficSource | undefined;
  async function* requests(): AsyncGenerator<RecordedRequest> {
    const logs = await open();
    try {
      for await (const group of logs.groups()) yield recordedGroup(group);
      source = await logs.source();
    } finally {
      await logs.close();
    }
  }
  return {
    requests: requests(),
    unrecorded: ['query', 'headers', 'body', 'credentials'],
    source() {
      if (source === undefined) throw new Error('A log tells its source once it is read.');
      return source;
    },
  };
}

function recordedGroup({ method, path, resource, status, requests }: TrafficGroup): RecordedRequest {
  const unknown = { query: null, headers: null, body: null, credentials: null };
  return { method, path, resource, startsWithStage: false, status, requests, ...unknown };
}
