import { below, isObject, type JsonObject, type Pointer } from '../../model/index.js';
import type { Resource } from './resources.js';

/** An event of the type `Api` that a function or state machine of SAM has. */
export interface ApiEvent {
  at: Pointer;
  properties: JsonObject;
}

/** @returns the `Api` events of a resource; none where it is no function or state machine of SAM */
export function apiEventsOf({ type, properties, at }: Resource): ApiEvent[] {
  if (type !== 'AWS::Serverless::Function' && type !== 'AWS::Serverless::StateMachine') return [];
  const { Events: events } = properties;
  return Object.entries(isObject(events) ? events : {}).flatMap(([name, event]) => {
    if (!isObject(event) || event['Type'] !== 'Api') return [];
    const place = below(at, 'Properties', 'Events', name, 'Properties');
    return [{ at: place, properties: isObject(event['Properties']) ? event['Properties'] : {} }];
  });
}
