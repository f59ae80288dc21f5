/**
 * Requests of recorded traffic that are alike, as one: a row of an access log, grouped. What the log did not say is `null`:
 * unknown.
 */
export interface TrafficGroup {
  /** `GET`; upper case. */
  method: string | null;
  /** As the client sent it: percent-encoded, with a leading slash, without query. */
  path: string | null;
  /** The resource of the REST API, or the route of the HTTP API, that took it: `/orders/{id}`. */
  resource: string | null;
  status: number | null;
  /** How many requests these are. */
  requests: number;
}

/** What was read of recorded traffic: nothing in it is skipped without being counted. */
export interface TrafficSource {
  /** Files and formats, in words for a report: `access.log (JSON)`. */
  name: string;
  /** Lines or entries that are requests. */
  requests: number;
  /** Lines that could not be read as requests. */
  broken: number;
  /** The first of those. */
  firstBroken?: { file: string; line: number; reason: string };
  /** First and last moment seen, ISO 8601; absent where no line tells. */
  from?: string;
  to?: string;
}
