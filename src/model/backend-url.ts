/** A backend's URL in its parts. What a template or a stage variable fills in stands in them as it was written. */
export interface BackendUrl {
  /** Scheme, host and port as people know the backend: `http://nlb.example.com:8080`, `${stageVariables.url}`. No default port. */
  address: string;
  /** Absent where a placeholder holds the scheme. */
  scheme?: 'http' | 'https';
  /** Without the port. */
  host: string;
  /** A number, or a placeholder; the scheme's own where none is written. Absent where nothing tells. */
  port?: string;
  /** Whether the address ends in a placeholder, which then may hold a port, or a part of the path. */
  isOpen: boolean;
  /** Begins with a slash; empty where nothing is written. */
  path: string;
  /** Without the question mark. */
  query: string;
}

const placeholder = String.raw`\$\{[^}]*\}|\{\{[^}]*\}\}`;
const url = new RegExp(String.raw`^(?:(https?)://)?((?:${placeholder}|[^/?#@\s{}])+)(/[^?#]*)?(?:\?([^#]*))?$`, 'i');
const opening = new RegExp(`^(?:${placeholder})`);
const ending = new RegExp(`(?:${placeholder})$`);
const portAtEnd = new RegExp(String.raw`^(.+):(\d+|${placeholder})$`);
const defaultPorts = { http: '80', https: '443' } as const;

/**
 * Takes a backend's URL apart, placeholders and all.
 *
 * @param text as `Templated` shows it
 * @returns undefined for what is no URL, such as an ARN, and for one with user and password, which have no place in a
 *   listener
 */
export function readBackendUrl(text: string): BackendUrl | undefined {
  const [, written, authority = '', path = '', query = ''] = url.exec(text) ?? [];
  if (authority === '' || (written === undefined && !opening.test(authority))) return undefined;
  const scheme = written === undefined ? undefined : written.toLowerCase() === 'https' ? 'https' : 'http';
  const [, host = authority, ownPort] = portAtEnd.exec(authority) ?? [];
  const isOpen = ownPort === undefined && ending.test(authority);
  const usual = scheme && !isOpen ? defaultPorts[scheme] : undefined;
  const port = ownPort ?? usual;
  const end = ownPort === undefined || ownPort === usual ? lowerCased(host) : `${lowerCased(host)}:${ownPort}`;
  return {
    address: scheme ? `${scheme}://${end}` : end,
    ...(scheme && { scheme }),
    host,
    ...(port !== undefined && { port }),
    isOpen,
    path,
    query,
  };
}

/** Hosts know no letter case, names of variables do. */
function lowerCased(host: string): string {
  return host.replaceAll(
    new RegExp(`(${placeholder})|[^$]`, 'g'),
    (sign, variable?: string) => variable ?? sign.toLowerCase(),
  );
}
