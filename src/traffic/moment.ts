const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const clf = /^(\d{1,2})\/(\w{3})\/(\d{4}):(\d{2})(?::(\d{2}):(\d{2}))?(?: ([+-]\d{2})(\d{2}))?/;
const iso = /^(\d{4}-\d{2}-\d{2}T\d{2})(?::(\d{2}):(\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?/;

/**
 * Reads a time, or an hour, as logs have it: `30/Nov/2026:21:49:02 +0000`, ISO 8601, or milliseconds since 1970. API Gateway
 * writes UTC, so where no zone stands it is that.
 *
 * @returns milliseconds since 1970; undefined for any other text
 */
export function millisOf(moment: string): number | undefined {
  if (/^\d{13}$/.test(moment)) return Number(moment);
  const [, day, month = '', year, hour, minute = '00', second = '00', east = '+00', more = '00'] =
    clf.exec(moment) ?? [];
  if (day !== undefined) {
    const number = months.indexOf(month) + 1;
    if (number === 0) return undefined;
    const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    return parsed(`${date}T${hour}:${minute}:${second}${east}:${more}`);
  }
  const [, start, isoMinute = '00', isoSecond = '00', zone = 'Z'] = iso.exec(moment) ?? [];
  return start === undefined ? undefined : parsed(`${start}:${isoMinute}:${isoSecond}${zone}`);
}

function parsed(text: string): number | undefined {
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? undefined : millis;
}
