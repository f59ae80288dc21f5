import { describe, expect, it } from 'vitest';
import { printAnalysis } from '../../src/report/analysis.js';
import { analysed, largeDefinition } from './analysed.js';

async function junit(definition: string, failOn: 'blocked' | 'change' | 'never' = 'blocked') {
  const analysis = await analysed(definition, { failOn });
  return [...printAnalysis(analysis, 'junit', { width: 100, verbose: false })].join('');
}

/** An authorizer that the definition does not hold: nobody knows what it asks of callers. */
const unknown = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'one', version: '1' },
  paths: {
    '/a': {
      get: {
        responses: {},
        security: [{ elsewhere: [] }],
        'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com' },
      },
    },
  },
});

describe('the JUnit of an analysis', () => {
  it('has a case for each method, and fails those that are held back', async () => {
    const text = await junit(largeDefinition(6));
    expect(text).toContain('<testsuite name="methods" tests="6" failures="4" errors="0" skipped="0">');
    expect(text).toContain('<testcase name="GET /service-0/resource-0" classname="Large"/>');
    expect(text).toMatch(
      /<testcase name="GET \/service-0\/resource-1" classname="Large">\n +<failure message="HTTP APIs have no API keys \(access\/api-key\)" type="blocked">access\/api-key at \/paths/,
    );
  });

  it('follows --fail-on, for methods and for rules of the whole API', async () => {
    expect(await junit(largeDefinition(6), 'never')).toContain('failures="0"');
    const text = await junit(largeDefinition(6), 'change');
    expect(text).toContain('<testsuite name="methods" tests="6" failures="6"');
    expect(text).toMatch(
      /<testcase name="behaviour\/refusals" classname="Large">\n +<failure message="[^"]*" type="change">/,
    );
  });

  it('skips a method of which nobody can tell', async () => {
    expect(await junit(unknown)).toMatch(
      /<testcase name="GET \/a" classname="one">\n +<skipped message="access\/unresolved at /,
    );
  });
});
