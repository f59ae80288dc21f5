/**
 * HTTP APIs show the path decoded once, and cut it at a decoded question mark (RT-ENC-PATH, RT-ENC-PATH-QMARK).
 *
 * @param rawPath as on the wire
 */
export function decodePath(rawPath: string): string {
  const decoded = decodeSegment(rawPath);
  const end = decoded.indexOf('?');
  return end < 0 ? decoded : decoded.slice(0, end);
}

/** @returns the text with its percent sequences decoded; broken ones, and what is not UTF-8, stay as they are (I). */
export function decodeSegment(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}

/** @returns a decoded path as it is sent to a backend: encoded again, slashes kept. Halves of surrogate pairs become U+FFFD. */
export function encodePath(path: string): string {
  const wellFormed = Buffer.from(path, 'utf8').toString('utf8');
  return encodeURI(wellFormed).replace(/[?#]/g, encodeURIComponent);
}
