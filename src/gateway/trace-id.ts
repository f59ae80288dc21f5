import { hash } from 'node:crypto';

/**
 * Makes the value of an `X-Amzn-Trace-Id` for a request that came without one (RT-HDR-TRACE). The same id and time give the
 * same value.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceId(requestId: string, time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000);
  const id = hash('sha256', requestId, 'hex').slice(0, 24);
  return `Root=1-${seconds.toString(16).padStart(8, '0')}-${id}`;
}
