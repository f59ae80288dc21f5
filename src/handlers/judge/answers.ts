import type { Reading } from '../reading.js';
import { type Judge, p1, p2, told } from './row.js';

const has = (reading: Reading, key: string): boolean => reading.kind === 'answer' && reading.keys.includes(key);

/** RT-RES-COOKIES. */
const multiValueHeaders: Judge = (reading, { role }) =>
  role === 'integration' && has(reading, 'statusCode') && has(reading, 'multiValueHeaders')
    ? [
        told(
          p2,
          'breaks',
          'multiValueHeaders of an answer is passed over in payload format 2.0.',
          'cookies for Set-Cookie; else headers, the values joined with commas.',
        ),
      ]
    : [];

/** RT-RES-NOSTATUS. */
const noStatus: Judge = (reading, { role }) => {
  if (role === 'authorizer' || reading.kind !== 'answer' || has(reading, 'statusCode')) return [];
  const isAnswer =
    reading.keys.length > 0 &&
    reading.keys.every((key) => /^(?:headers|multiValueHeaders|body|isBase64Encoded)$/.test(key));
  if (!isAnswer) return [];
  const instead = 'Add statusCode: 200.';
  return [
    told(p1, 'breaks', 'An answer without statusCode gives 500; a REST API takes it for 200.', instead),
    told(p2, 'breaks', 'An answer without statusCode is itself sent as the body, its headers are not.', instead),
  ];
};

/** RT-RES-CT. */
const noContentType: Judge = (reading, { role }) => {
  if (role === 'authorizer' || !has(reading, 'statusCode') || !has(reading, 'body')) return [];
  if (['headers', 'multiValueHeaders', '...'].some((key) => has(reading, key))) return [];
  const what = 'An answer without Content-Type is text/plain in payload format 2.0, no longer application/json.';
  return [told(p2, 'changes', what, 'Set Content-Type.')];
};

/** RT-RHDR-WWW-BREAK. */
const challenge: Judge = (reading) => {
  if (reading.kind !== 'answer' || !reading.headers.some((name) => name.toLowerCase() === 'www-authenticate'))
    return [];
  const what = 'WWW-Authenticate reaches clients under its own name: browsers ask for a password.';
  return [told('behaviour/response-headers', 'changes', what, 'Leave it out where nobody is to be asked.')];
};

/** What functions answer. */
export const answers: readonly Judge[] = [multiValueHeaders, noStatus, noContentType, challenge];
