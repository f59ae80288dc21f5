/**
 * @param file path as the user gave it, in the words of either kind of system
 * @returns the URI of a file (RFC 3986): relative for a relative path, with all signs encoded that a URI has no room for
 */
export function sourceUri(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
  if (/^[a-z]:\//i.test(path)) return `file:///${path.slice(0, 2)}${encodedPath(path.slice(2))}`;
  return path.startsWith('/') ? `file://${encodedPath(path)}` : encodedPath(path);
}

/** @returns whether a URI is to be resolved against the root of the repository */
export function isRelative(uri: string): boolean {
  return !uri.startsWith('file:');
}

function encodedPath(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replaceAll(/\p{Surrogate}/gu, '\uFFFD')))
    .join('/');
}
