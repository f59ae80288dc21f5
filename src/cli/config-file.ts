import {
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_SINGLE_QUOTED,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import { below, Failure, type FailureKind, type FailurePlace, type Pointer } from '../model/index.js';

/** A configuration file as data, with the way back to its text. */
export interface ConfigFile {
  /** `undefined` for a file that holds nothing but comments. */
  value: unknown;
  /** @returns the place of a key or list item; where it is not written, that of the nearest one above. */
  placeOf(pointer: Pointer): FailurePlace;
}

/** What a file that cannot be read is to the user: of which kind, and what to do. */
interface Advice {
  kind: FailureKind;
  next: string;
}

const decisionsAdvice: Advice = {
  kind: 'usage',
  next: 'Correct the file; README.md shows what a decisions file looks like.',
};

/**
 * Parses YAML (or JSON, which is YAML too).
 *
 * @param source name of the file for messages, and its text
 * @param advice what to say of a file that cannot be read; by default, what fits a decisions file
 * @throws Failure with line and column when the text is not YAML, or holds more than one document
 */
export function parseConfigFile(source: { file: string; text: string }, advice = decisionsAdvice): ConfigFile {
  const { events, documents } = withPlace(source.file, advice, () => {
    const parsed = parseEvents(source.text, {});
    return { events: parsed, documents: constructFromEvents(parsed, { source: source.text }) };
  });
  const [value, ...rest] = documents;
  if (rest.length > 0) {
    throw new Failure(advice.kind, 'The file holds more than one YAML document.', advice.next, { file: source.file });
  }
  let offsets: Map<Pointer, number> | undefined;
  return {
    value,
    placeOf: (pointer) => {
      offsets ??= offsetsOf(source.text, events);
      return placeAt(source, offsetOf(pointer, offsets));
    },
  };
}

function withPlace<Result>(file: string, { kind, next }: Advice, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark ?? {};
    const place = line === undefined || column === undefined ? { file } : { file, line: line + 1, column: column + 1 };
    throw new Failure(kind, `This is not YAML: ${error.reason}.`, next, place);
  }
}

/** Where each node starts: for a member of a map its key (read like any node, it may be a map itself), for an item of a list the item. */
function offsetsOf(text: string, events: Event[]): Map<Pointer, number> {
  const offsets = new Map<Pointer, number>();
  let next = 0;
  const readNode = (at: Pointer): void => {
    const event = events[next++];
    if (event?.type === EVENT_ID.MAPPING) readMembers(at);
    else if (event?.type === EVENT_ID.SEQUENCE) readItems(at);
  };
  const readMembers = (at: Pointer): void => {
    for (let key = events[next]; key && key.type !== EVENT_ID.POP; key = events[next]) {
      const member = below(at, key.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : '');
      readNode(member);
      readNode(member);
      offsets.set(member, startOf(key));
    }
    next++;
  };
  const readItems = (at: Pointer): void => {
    for (let index = 0; events[next] && events[next]?.type !== EVENT_ID.POP; index++) {
      offsets.set(below(at, index), startOf(events[next]));
      readNode(below(at, index));
    }
    next++;
  };
  while (events[next]?.type === EVENT_ID.DOCUMENT) next++;
  readNode('');
  return offsets;
}

function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      // The text of a quoted scalar begins behind the quote.
      return isQuoted(event) ? event.valueStart - 1 : event.valueStart;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
    case undefined:
      return 0;
  }
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE_SINGLE_QUOTED || style === SCALAR_STYLE_DOUBLE_QUOTED;
}

function offsetOf(pointer: Pointer, offsets: Map<Pointer, number>): number {
  const offset = offsets.get(pointer);
  if (offset !== undefined || pointer === '') return offset ?? 0;
  return offsetOf(pointer.slice(0, pointer.lastIndexOf('/')), offsets);
}

function placeAt(source: { file: string; text: string }, offset: number): FailurePlace {
  const lines = source.text.slice(0, offset).split('\n');
  return { file: source.file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
