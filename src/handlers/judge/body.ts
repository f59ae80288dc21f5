import type { EventRead } from '../reading.js';
import { type Around, type Judge, type Judgement, p1, p2, told } from './row.js';

/** What takes apart forms and files. */
const formReaders =
  /(?:URLSearchParams|querystring\.parse|qs\.parse|parse_qsl?|parse_multipart|multipart|busboy|parseForm)/i;

/** The first look at a body in a file that never asks how it is written (RT-BODY-B64-REQ, RT-BRK-B64FORM). */
export const body: Judge = (reading, around) => {
  if (!isBody(reading) || around.role === 'authorizer' || reading.comparedWith !== undefined) return [];
  if (around.readings.some((one) => one.kind === 'read' && one.path[0] === 'isBase64Encoded')) return [];
  if (firstLook(reading, around) !== reading) return [];
  const isForm = formReaders.test(reading.into ?? '');
  const what = isForm
    ? 'A form arrives base64-encoded, with isBase64Encoded true.'
    : 'A body that is not declared as text, JSON, XML or JavaScript, or not declared at all, arrives base64-encoded.';
  const instead = 'Decode event.body where event.isBase64Encoded is true.';
  return [p1, p2].map((rule): Judgement => told(rule, isForm ? 'breaks' : 'check', what, instead));
};

function isBody(reading: Around['readings'][number]): reading is typeof reading & EventRead {
  return reading.kind === 'read' && reading.path.join('.') === 'body';
}

/** What takes a form apart tells most. */
function firstLook({ entry }: { entry?: { from: number } }, { readings }: Around) {
  const looks = readings
    .filter(isBody)
    .filter((one) => one.entry?.from === entry?.from && one.comparedWith === undefined);
  return (
    looks.find(({ into }) => formReaders.test(into ?? '')) ?? looks.find(({ into }) => into !== undefined) ?? looks[0]
  );
}
