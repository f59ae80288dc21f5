import type { Integration, MappingTemplate } from '../model/index.js';
import type { Verdict } from './claim.js';

/** What becomes of a mock that is no CORS preflight (RT-MOCK-HTTP): nothing answers in its place, and who could is said. */
export function mockVerdict({ responses, templates }: Integration): Verdict {
  const bodies = responses.flatMap((response) => response.templates);
  const isFixed = [...templates, ...bodies].every(isFixedTemplate);
  const statuses = [...new Set(responses.flatMap(({ statusCode }) => statusCode ?? []))];
  const answer = `${isFixed ? 'a fixed answer' : 'an answer made from the request'}${statuses.length > 0 ? ` (${statuses.join(', ')})` : ''}`;
  const choices = isFixed
    ? 'A Lambda function of a few lines can give it, or a backend that the API has already, or a function of CloudFront in front.'
    : 'A Lambda function can give it.';
  return {
    rule: 'mock/integration',
    outcome: 'blocked',
    message: `A mock gives ${answer}; HTTP APIs have mocks for CORS preflights only. ${choices}`,
  };
}

function isFixedTemplate({ form }: MappingTemplate): boolean {
  return form.kind === 'empty' || form.kind === 'static';
}
