import type { JsonObject } from '../../../../src/model/index.js';
import { listOf, objectOf } from '../../values.js';
import { jsonAnswer, type ServiceStandIn, someId, unknownAction } from './service.js';

/** An event bus that keeps what it gets: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export function openEvents(): ServiceStandIn {
  const kept: JsonObject[] = [];
  return {
    reads: { 'events.put_events': () => kept },
    answer(call) {
      if (call.action !== 'PutEvents') unknownAction(call);
      const entries = listOf(objectOf(call.parameters)['Entries']).map(objectOf);
      kept.push(...entries);
      const Entries = entries.map(() => ({ EventId: someId }));
      return jsonAnswer({ Entries, FailedEntryCount: 0 }, 200, 'application/x-amz-json-1.1');
    },
  };
}
