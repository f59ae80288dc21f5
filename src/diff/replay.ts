import type { RecordedRequest, Recording, RestApi, TrafficSource, Unrecorded } from '../model/index.js';
import type { Caller } from './caller.js';
import { compose } from './compose.js';
import type { DiffRequest } from './diff-request.js';
import { type FindOperation, openPlaces } from './recorded-place.js';
import { openShapes, type RecordedShape } from './recorded-shape.js';
import { replayCredentials } from './replay-credentials.js';
import { replayDraft } from './replay-draft.js';

/** What became of recorded traffic. */
export interface ReplayedTraffic extends TrafficSource {
  /** Requests to other hosts, which are not of this API. */
  elsewhere?: number;
  /** Different requests among them: each was sent once to both. */
  shapes: number;
  /** Requests that were not sent: the record does not say what they were, or there were too many different ones. */
  notSent: number;
  /** What the record does not say, and the definition had to. */
  unrecorded: readonly Unrecorded[];
}

/** What is needed to make requests of recorded ones. */
export interface Replayer {
  api: RestApi;
  caller: Caller;
  find: FindOperation;
}

/**
 * Reads recorded traffic and makes requests of it that both gateways take: one for each shape, which stands for all that
 * were recorded of it.
 */
export async function replayed(
  recordings: readonly Recording[],
  replayer: Replayer,
): Promise<{ requests: DiffRequest[]; traffic: ReplayedTraffic[] }> {
  const placeOf = openPlaces(replayer.api, replayer.find);
  const requests: DiffRequest[] = [];
  const traffic: ReplayedTraffic[] = [];
  for (const recording of recordings) {
    const shapes = openShapes();
    let notSent = 0;
    for await (const recorded of recording.requests) {
      const place = placeOf(recorded);
      if (!place || !shapes.add(recorded, place)) notSent += recorded.requests;
    }
    const source = recording.source();
    const all = shapes.all();
    for (const shape of all) requests.push(await requestOf(shape, replayer, source.name));
    traffic.push({ ...source, shapes: all.length, notSent, unrecorded: recording.unrecorded });
  }
  return { requests, traffic };
}

async function requestOf(shape: RecordedShape, { api, caller }: Replayer, source: string): Promise<DiffRequest> {
  const { recorded, operation, requests } = shape;
  const credentials = await replayCredentials(shape, api, caller);
  return {
    name: `${recorded.method} ${operation?.route.path ?? recorded.path}, as in ${source}`,
    kind: isPreflight(recorded) ? 'preflight' : 'recorded',
    ...(operation && { route: operation.route }),
    request: compose(replayDraft(shape, credentials), credentials),
    credentials,
    recorded: requests,
  };
}

function isPreflight({ method, headers }: RecordedRequest): boolean {
  const names = new Set(headers?.map(([name]) => name.toLowerCase()));
  return method === 'OPTIONS' && names.has('origin') && names.has('access-control-request-method');
}
