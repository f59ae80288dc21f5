import {
  type BodyForm,
  isSecretName,
  isWord,
  type PresentedCredential,
  type RecordedRequest,
  valueForm,
} from '../model/index.js';

type Pair = readonly [name: string, value: string];

/** A request as a record has it. */
export interface Message {
  method: string;
  /** Host, where the record tells. */
  host?: string | undefined;
  /** As sent, without query. */
  path: string;
  /** As sent, without `?`. */
  query: string;
  /** Absent where the record does not tell. */
  headers?: readonly Pair[] | undefined;
  /** Absent where the record does not tell. */
  body?: BodyForm | undefined;
  status?: number | undefined;
  /** How many requests these are; absent: one. */
  requests?: number | undefined;
}

/** @returns the request without what its caller said: credentials by their place and form, all other values by their form. */
export function withoutValues(message: Message): RecordedRequest {
  const { method, host, path, headers, body, status, requests } = message;
  const query = message.query === '' ? [] : message.query.split('&').map(pairOf);
  const credentials = [
    ...(headers ?? []).filter(isCredential).map(([name, value]) => presented('header', name, value)),
    ...query.filter(([name]) => isSecretName(name)).map(([name, value]) => presented('querystring', name, value)),
  ];
  return {
    method: method.toUpperCase(),
    path: path.startsWith('/') ? path : `/${path}`,
    startsWithStage: host !== undefined && /\.execute-api\./i.test(host),
    resource: null,
    query: query.filter(([name]) => !isSecretName(name)).map(formed),
    headers: headers === undefined ? null : headers.filter(isShown).map(([name, value]) => headerForm(name, value)),
    body: body ?? null,
    credentials: headers === undefined && credentials.length === 0 ? null : credentials,
    status: status ?? null,
    requests: requests ?? 1,
  };
}

function pairOf(text: string): Pair {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function formed([name, value]: Pair): Pair {
  return [nameForm(name), valueForm(value)];
}

function nameForm(name: string): string {
  // Brackets in names of lists are often encoded.
  return isWord(name.replace(/%5[bd]/gi, '_')) ? name : valueForm(name);
}

/** Cookies are names and values, and are shown as such. */
function isCredential([name]: Pair): boolean {
  return isSecretName(name) && !isCookie(name);
}

function isCookie(name: string): boolean {
  return name.toLowerCase() === 'cookie';
}

/** Headers that whoever sends a request fills in, and those of HTTP/2 that are no headers. */
const ofTheSender = new Set(['host', 'user-agent', 'content-length', 'connection', 'x-amz-date']);

function isShown(pair: Pair): boolean {
  const [name] = pair;
  return !name.startsWith(':') && !isCredential(pair) && !ofTheSender.has(name.toLowerCase());
}

function presented(place: PresentedCredential['place'], name: string, value: string): PresentedCredential {
  const shown = nameForm(place === 'header' ? name.toLowerCase() : name);
  return { place, name: shown, form: formOfCredential(value) };
}

function formOfCredential(value: string): PresentedCredential['form'] {
  const scheme = /^(?:AWS4-HMAC-SHA256|Bearer|Basic)(?= )/i.exec(value)?.[0].toLowerCase();
  switch (scheme) {
    case 'bearer':
    case 'basic':
      return scheme;
    case undefined:
      return 'other';
    default:
      return 'signature';
  }
}

const token = String.raw`[\w!#$%&'*+.^|~-]{1,64}`;
const mediaType = `${token}/${token}`;

/** Values that say what kind of message it is, and so decide what gateways do; only where they have no room for more. */
const tellingHeaders: Record<string, RegExp> = {
  'content-type': new RegExp(`^${mediaType}`),
  accept: new RegExp(`^${mediaType}(?:;q=[01](?:\\.\\d{1,3})?)?(?:, ?${mediaType}(?:;q=[01](?:\\.\\d{1,3})?)?)*$`),
  'accept-encoding': /^(?:gzip|br|deflate|zstd|identity|\*)(?:, ?(?:gzip|br|deflate|zstd|identity|\*))*$/,
  'content-encoding': /^(?:gzip|br|deflate|zstd|identity)$/,
  origin: /^(?:null|https?:\/\/[A-Za-z0-9.-]{1,100}(?::\d{1,5})?)$/,
  'access-control-request-method': /^[A-Z]{1,10}$/,
  'access-control-request-headers': /^[\w-]{1,40}(?:, ?[\w-]{1,40})*$/,
  'x-http-method-override': /^[A-Za-z]{1,10}$/,
  expect: /^100-continue$/,
};

function headerForm(name: string, value: string): Pair {
  const shownName = nameForm(name);
  if (isCookie(name)) return [shownName, cookieForm(value)];
  const telling = tellingHeaders[name.toLowerCase()]?.exec(value)?.[0];
  return [shownName, telling !== undefined && isPlain(telling) ? telling : valueForm(value)];
}

/** A media type or an origin may be misused for a key as well: keys are long, or mix letters and digits. */
function isPlain(text: string): boolean {
  return (text.match(/[A-Za-z0-9]{17,}/g) ?? []).every((run) => run.length <= 24 && !/\d/.test(run));
}

function cookieForm(value: string): string {
  return value
    .split(/; */)
    .map((cookie) => formed(pairOf(cookie)))
    .map(([name, form]) => `${name}=${form}`)
    .join('; ');
}
