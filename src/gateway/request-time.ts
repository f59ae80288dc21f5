const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @returns the time as events and logs print it: `10/Jul/2026:19:19:04 +0000` (RT-CTX-TIME). */
export function requestTime(time: Date): string {
  const iso = time.toISOString();
  const [day, clock, year] = [iso.slice(-16, -14), iso.slice(-13, -5), iso.slice(0, -20)];
  return `${day}/${months[time.getUTCMonth()]}/${year}:${clock} +0000`;
}
