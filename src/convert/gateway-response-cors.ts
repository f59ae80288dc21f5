import type { Cors } from '../model/index.js';

export function isCorsHeader(name: string): boolean {
  return name.toLowerCase().startsWith('access-control-');
}

/**
 * Says what the CORS configuration of the HTTP API has for the CORS headers of a gateway response. That it is put on
 * the errors of the gateway itself is reported, and not recorded (RT-CORS-ERR, U), so it never counts as a replacement.
 *
 * @param headers name and value as written, constants in single quotes
 */
export function corsHeaderSentence(headers: [string, string][], cors: Cors | undefined): string {
  const names = headers.map(([name]) => name).join(', ');
  if (cors === undefined) {
    return `No CORS configuration is written, so pages of other origins cannot read these errors any more (${names}).`;
  }
  const differing = headers.flatMap(([name, value]) => differenceOf(name, constantOf(value), cors));
  const compared =
    differing.length === 0
      ? 'The CORS configuration agrees with it'
      : `The CORS configuration ${differing.join(', and ')}`;
  return `${compared}; that HTTP APIs put it on errors of their own too is reported and not verified (${names}).`;
}

function constantOf(value: string): string {
  return /^'(.*)'$/s.exec(value)?.[1] ?? value;
}

/** Methods, headers and age say nothing outside of a preflight. */
function differenceOf(name: string, value: string, cors: Cors): string[] {
  switch (name.toLowerCase()) {
    case 'access-control-allow-origin': {
      const [origin, ...others] = cors.allowOrigins;
      return origin === value && others.length === 0
        ? []
        : [`allows ${cors.allowOrigins.join(', ')} instead of ${value}`];
    }
    case 'access-control-allow-credentials':
      return String(cors.allowCredentials) === value.toLowerCase()
        ? []
        : [`${cors.allowCredentials ? 'allows' : 'does not allow'} credentials`];
    case 'access-control-expose-headers': {
      const missing = value.split(',').filter((header) => !isExposed(header.trim(), cors));
      return missing.length === 0 ? [] : [`does not expose ${missing.map((header) => header.trim()).join(', ')}`];
    }
    default:
      return [];
  }
}

function isExposed(header: string, { exposeHeaders }: Cors): boolean {
  return exposeHeaders.some((exposed) => exposed === '*' || exposed.toLowerCase() === header.toLowerCase());
}
