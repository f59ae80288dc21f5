import type { TrafficSource } from './traffic.js';

/** How a caller showed who it is; what it showed is not kept. */
export type CredentialForm = 'bearer' | 'basic' | 'signature' | 'other';

/** Where a caller showed who it is. */
export interface PresentedCredential {
  place: 'header' | 'querystring';
  /** Of a header in lower case. */
  name: string;
  form: CredentialForm;
}

/** What a body is; what it says is not kept. */
export type BodyForm = 'none' | 'json' | 'form' | 'text' | 'binary';

/**
 * One request of recorded traffic, or several that are alike. Only names and forms leave a reader: values are replaced by
 * ones of the same form, so that no secret of a caller can get any further. `null`: the record does not say.
 */
export interface RecordedRequest {
  /** In upper case. */
  method: string | null;
  /** Percent-encoded, with a leading slash. It may begin with the stage or a base path, and holds what callers put there. */
  path: string | null;
  /** Whether the path surely begins with the stage: it was sent to the default endpoint of a REST API. */
  startsWithStage: boolean;
  /** The resource that took it, where the record tells: `/orders/{id}`. */
  resource: string | null;
  /** Pairs as on the wire, without credentials; values by their form. */
  query: readonly (readonly [name: string, value: string])[] | null;
  /** Without credentials; values by their form, but for those that say what kind of message it is. */
  headers: readonly (readonly [name: string, value: string])[] | null;
  body: BodyForm | null;
  credentials: readonly PresentedCredential[] | null;
  status: number | null;
  /** How many requests these are. */
  requests: number;
}

/** What a record can be silent about. */
export type Unrecorded = 'query' | 'headers' | 'body' | 'credentials';

/** Recorded traffic, to be read once. */
export interface Recording {
  /** One after the other, so that memory does not grow with the record. */
  requests: AsyncIterable<RecordedRequest>;
  /** What the record is silent about throughout. */
  unrecorded: readonly Unrecorded[];
  /** @returns what was read; whole once `requests` has come to its end. `elsewhere`: requests to other hosts, left out */
  source(): TrafficSource & { elsewhere?: number };
}
