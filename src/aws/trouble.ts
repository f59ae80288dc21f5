import { withoutSecrets } from '../model/index.js';

/** What went wrong with a call of AWS, by what there is to do about it. */
export type TroubleKind =
  /** A permission is missing: that of this very call. */
  | 'denied'
  /** What was asked for is not there. */
  | 'missing'
  /** Too many calls: later it will do. */
  | 'throttled'
  /** AWS failed or the connection broke: it may do the next time. */
  | 'broken'
  /** Nobody is signed in, or no longer. */
  | 'signed-out'
  /** There is no such host, or nobody answers there. */
  | 'unreachable'
  /** AWS does not take the call for what is in it. */
  | 'refused';

export interface Trouble {
  kind: TroubleKind;
  /** AWS's own word for it, as in `NotFoundException`, or that of the network. */
  code: string;
  /** Without secrets. */
  message: string;
  /** The IAM action that is missing, where AWS names it. */
  permission?: string;
}

/** @returns what a thrown error says about a call of AWS; undefined for an error of our own */
export function troubleOf(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  const kind = kindOf(error, code);
  if (kind === undefined) return undefined;
  const message = withoutSecrets(error.message === '' ? code : error.message);
  const permission = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];
  return { kind, code, message, ...(permission !== undefined && { permission }) };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

const kindsByCode: [RegExp, TroubleKind][] = [
  [/^(?:CredentialsProviderError|TokenProviderError)$/, 'signed-out'],
  [/^(?:ExpiredToken|RequestExpired|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId)/, 'signed-out'],
  [/^(?:InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/, 'signed-out'],
  [/^(?:AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden)/, 'denied'],
  [/^(?:TooManyRequests|Throttl|RequestLimitExceeded|LimitExceeded|SlowDown|RequestThrottled)/, 'throttled'],
  [/NotFound/, 'missing'],
  [
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/,
    'unreachable',
  ],
  [
    /^(?:ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|TimeoutError|RequestTimeout|UND_ERR|ERR_STREAM_PREMATURE_CLOSE)/,
    'broken',
  ],
];

function kindOf(error: Error, code: string): TroubleKind | undefined {
  const known = kindsByCode.find(([pattern]) => pattern.test(code) || pattern.test(error.name))?.[1];
  return known ?? ('$metadata' in error ? kindByStatus(statusOf(error.$metadata)) : undefined);
}

function statusOf(metadata: unknown): number {
  const isMap = typeof metadata === 'object' && metadata !== null;
  return isMap && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0;
}

/** An answer that no model of the SDK knows, such as one of a proxy in between, has its status only. */
function kindByStatus(status: number): TroubleKind {
  if (status === 401 || status === 403) return 'denied';
  if (status === 404) return 'missing';
  if (status === 429) return 'throttled';
  return status === 0 || status >= 500 ? 'broken' : 'refused';
}
