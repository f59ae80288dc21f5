import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { replayHttpEvent, replayRestEvent } from '../replay.js';
import { skeletonDifferences } from '../skeleton.js';
import { objectOf, textOf } from '../values.js';

/** Names, nesting and types of an event: the request that would have made it is sent again, and the two events are compared. */
export async function checkEvent(fields: JsonObject): Promise<Verdict> {
  const event = objectOf(fields['event']);
  const ours = await replayed(textOf(fields['eventType']), event);
  return verdictOf(ours === undefined ? ['no such event is sent'] : skeletonDifferences(event, ours));
}

function replayed(type: string, event: JsonObject): Promise<Json | undefined> {
  switch (type) {
    case 'rest-proxy':
      return replayRestEvent(event, { seen: 'integration' });
    case 'rest-authorizer-token':
      return replayRestEvent(event, { seen: 'authorizer', authorizer: 'TOKEN' });
    case 'rest-authorizer-request':
      return replayRestEvent(event, { seen: 'authorizer', authorizer: 'REQUEST' });
    case 'http-1.0':
    case 'http-2.0':
      return replayHttpEvent(event, { seen: 'integration', format: type.slice(-3) });
    case 'http-authorizer-1.0':
    case 'http-authorizer-2.0':
      return replayHttpEvent(event, { seen: 'authorizer', format: type.slice(-3) });
    default:
      throw new Unsupported(`event ${type}`);
  }
}
