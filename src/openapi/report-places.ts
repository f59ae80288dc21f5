import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Places } from './places.js';
import { scanJson } from './scan-json.js';

/** Reports to `places` what stands where in a JSON text. */
export function reportJson(text: string, places: Places): void {
  places.beginDocument();
  scanJson(text, {
    beginMapping: (offset) => {
      places.beginMapping(offset);
      return enters(places);
    },
    beginSequence: (offset) => {
      places.beginSequence(offset);
      return enters(places);
    },
    end: () => places.end(),
    key: (offset, end) => places.key(String(JSON.parse(text.slice(offset, end))), offset),
    scalar: (offset) => places.scalar(offset),
    isDone: () => places.isComplete,
  });
}

/** Leaves a collection again at once where nobody wants anything below it. */
function enters(places: Places): boolean {
  if (places.isWanted) return true;
  places.end();
  return false;
}

/** Reports to `places` what stands where in a YAML text. */
export function reportYaml(text: string, events: readonly Event[], places: Places): void {
  for (const event of events) {
    if (places.isComplete) return;
    report(event, text, places);
  }
}

function report(event: Event, text: string, places: Places): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      places.beginDocument();
      break;
    case EVENT_ID.MAPPING:
      places.beginMapping(event.start);
      break;
    case EVENT_ID.SEQUENCE:
      places.beginSequence(event.start);
      break;
    case EVENT_ID.SCALAR:
      if (places.expectsKey) places.key(places.isWanted ? getScalarValue(text, event) : '', startOf(event));
      else places.scalar(startOf(event));
      break;
    case EVENT_ID.ALIAS:
      if (places.expectsKey) places.key('', event.anchorStart);
      else places.scalar(event.anchorStart);
      break;
    case EVENT_ID.POP:
      places.end();
      break;
  }
}

/** Where a scalar begins in the text, its quote included. */
function startOf({ valueStart, style }: ScalarEvent): number {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return isQuoted ? valueStart - 1 : valueStart;
}
