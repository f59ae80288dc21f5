import type { Cors, ResponseHeaderMapping } from '../model/index.js';
import type { Verdict } from './claim.js';
import { listOf } from './cors-policy.js';

/**
 * What becomes of an Access-Control header that a method sets on its answers: HTTP APIs cannot map it (FE-CO-7), but
 * their CORS configuration sets it by itself wherever a request has an Origin (RT-CORS-OVERRIDE, RT-CORS-TRIGGER).
 */
export function corsHeaderVerdict({ header, source }: ResponseHeaderMapping, cors: Cors | undefined): Verdict {
  const isCovered = cors !== undefined && source.kind === 'constant' && covers(cors, header, source.text);
  if (isCovered) {
    const message = `The CORS configuration sets ${header} on answers to requests with an Origin.`;
    return { rule: 'cors/method-header', outcome: 'replaced', message };
  }
  const message =
    cors === undefined
      ? `${header} cannot be mapped in an HTTP API, and no CORS configuration is written that would set it.`
      : `${header} is another here than in the CORS configuration, which holds for all routes.`;
  return { rule: 'cors/method-header-differs', outcome: 'blocked', message };
}

function covers(cors: Cors, header: string, value: string): boolean {
  switch (header.toLowerCase()) {
    case 'access-control-allow-origin':
      return cors.allowOrigins.includes(value) || (value !== '*' && cors.allowOrigins.includes('*'));
    case 'access-control-allow-credentials':
      return String(cors.allowCredentials) === value.toLowerCase();
    case 'access-control-expose-headers':
      return listOf(value).every((name) => holds(cors.exposeHeaders, name));
    // These three mean something in answers to preflights only.
    case 'access-control-allow-methods':
    case 'access-control-allow-headers':
    case 'access-control-max-age':
      return true;
    default:
      return false;
  }
}

function holds(list: string[], name: string): boolean {
  return list.includes('*') || list.some((known) => known.toLowerCase() === name.toLowerCase());
}
