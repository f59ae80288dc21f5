/** Lets requests pass at a rate, with a reserve for those that come at once. */
export interface TokenBucket {
  /**
   * @param millis the time of the request by the injected clock
   * @returns whether it may pass; a token is then gone
   */
  take(millis: number): boolean;
}

/**
 * @param ratePerSecond tokens that come back in a second; may be a fraction
 * @param burst tokens that there are at most, and at first
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function openTokenBucket(ratePerSecond: number, burst: number): TokenBucket {
  let tokens = burst;
  let last: number | undefined;
  return {
    take(millis) {
      // A clock that goes back brings no tokens, and takes none.
      const gained = last === undefined ? 0 : Math.max(0, ((millis - last) / 1000) * ratePerSecond);
      tokens = Math.min(burst, tokens + gained);
      last = millis;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
