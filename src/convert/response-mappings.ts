import type { ResponseHeaderMapping } from '../model/index.js';
import type { Verdict } from './claim.js';
import { bodyValue, constantValue, isReservedHeader } from './parameters.js';

/** What becomes of a header that a REST API sets on answers. */
export type ResponseFate = { verdict: Verdict } & ({ kind: 'written'; value: string } | { kind: 'not-written' });

/**
 * Translates one line of a REST API's `responseParameters` (PT-8, PT-9).
 *
 * @param status the status of the backend that it is for; undefined where it is for many, or for a service
 */
export function translateResponse({ header, source }: ResponseHeaderMapping, status: string | undefined): ResponseFate {
  if (isSameHeader({ header, source })) {
    const message = `The header ${header} of the backend reaches the client without a mapping.`;
    return { kind: 'not-written', verdict: { rule: 'integration-responses/status', outcome: 'carried', message } };
  }
  const value = valueOfSource(source);
  const reason = typeof value === 'string' ? placeReason(header, status) : value.reason;
  if (typeof value === 'string' && reason === undefined) {
    const message = `The header ${header} is set on answers with status ${status}.`;
    return { kind: 'written', value, verdict: { rule: 'integration-responses/header', outcome: 'rewritten', message } };
  }
  const message = `The header ${header} of answers cannot be set: ${reason}.`;
  return { kind: 'not-written', verdict: { rule: 'integration-responses/header-lost', outcome: 'blocked', message } };
}

/** @returns whether the client gets a header of the backend under its own name */
export function isSameHeader({ header, source }: Pick<ResponseHeaderMapping, 'header' | 'source'>): boolean {
  return source.kind === 'response-header' && source.name.toLowerCase() === header.toLowerCase();
}

function placeReason(header: string, status: string | undefined): string | undefined {
  if (isReservedHeader(header)) return 'HTTP APIs keep this header for themselves';
  return status === undefined ? 'HTTP APIs set headers of HTTP backends for one status at a time' : undefined;
}

/** A constant may be a secret, so no reason repeats it. */
function valueOfSource(source: ResponseHeaderMapping['source']): string | { reason: string } {
  switch (source.kind) {
    case 'constant':
      return constantValue(source.text);
    case 'response-header':
      return source.multiValue
        ? { reason: 'repeated values are joined with commas in HTTP APIs' }
        : `$response.header.${source.name}`;
    case 'response-body': {
      const value = bodyValue(source.path);
      return typeof value === 'string' ? value.replace(/^\$request/, '$response') : value;
    }
    case 'context':
    case 'stageVariable':
    case 'request':
    case 'body':
    case 'unknown':
      return { reason: 'its value is not a mapping of an answer that the file shows in full' };
  }
}
