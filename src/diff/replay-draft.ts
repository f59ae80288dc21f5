import type { BodyForm, Operation } from '../model/index.js';
import { misbehaveHeader } from './caller.js';
import { type Draft, type DraftBody, draftOf } from './compose.js';
import type { Credential } from './diff-request.js';
import type { Ending, RecordedShape } from './recorded-shape.js';

/** @returns the parts of a recorded request; what the record does not say is that of a good call of the method */
export function replayDraft(shape: RecordedShape, credentials: readonly Credential[]): Draft {
  const { recorded, operation, ending } = shape;
  const { method, path, query, headers, body } = recorded;
  const secret = new Set(credentials.map(({ name }) => name.toLowerCase()));
  const { body: goodBody, ...good }: Draft = operation
    ? draftOf(operation, method, secret)
    : { method, path, query: [], headers: [] };
  const sent = body === null ? goodBody : bodyOf(body, shape, goodBody);
  return {
    ...good,
    path,
    query: query ?? good.query,
    headers: [...(headers ?? good.headers), ...troubleOf(ending, operation)],
    ...(sent && { body: sent }),
  };
}

/** Backends without proxy do not see the header that tells them to fail. */
function troubleOf(ending: Ending, operation: Operation | undefined): [string, string][] {
  if (!operation?.integration?.type.endsWith('_proxy')) return [];
  if (ending === 'failed') return [[misbehaveHeader, 'fail']];
  return ending === 'slow' ? [[misbehaveHeader, 'slow']] : [];
}

function bodyOf(form: BodyForm, shape: RecordedShape, good: DraftBody | undefined): DraftBody | undefined {
  if (form === 'none') return undefined;
  const content = contentOf(form, shape, good);
  // Else the content type is among the recorded headers, if there was one.
  return shape.recorded.headers === null ? { contentType: contentTypes[form], content } : { content };
}

const contentTypes: Record<Exclude<BodyForm, 'none'>, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain',
  binary: 'application/octet-stream',
};

function contentOf(form: Exclude<BodyForm, 'none'>, shape: RecordedShape, good: DraftBody | undefined) {
  switch (form) {
    case 'json':
      return jsonContent(shape, good);
    case 'form':
      return 'x=x';
    case 'text':
      return 'x';
    case 'binary':
      return new Uint8Array([0xff, 0x00, 0xfe]);
  }
}

/** A body that a validator refused is one that does not fit. */
function jsonContent({ operation, ending }: RecordedShape, good: DraftBody | undefined): DraftBody['content'] {
  const isRefused = ending === 'invalid' && operation?.validator?.validator?.body === true;
  if (isRefused) return '"no such body"';
  const isJson = good?.contentType === undefined || /json/i.test(good.contentType);
  return isJson && good ? good.content : '{}';
}
