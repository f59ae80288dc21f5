import { describe, expect, it } from 'vitest';
import { junitXml } from '../../src/report/junit.js';

describe('a JUnit report', () => {
  it('counts what passed, failed and was skipped', () => {
    const text = junitXml([
      {
        name: 'differences',
        cases: [
          { name: 'GET /orders', classname: 'routes' },
          {
            name: 'GET /stock',
            classname: 'routes',
            failure: { message: 'no "rule"', type: 'breaking', text: 'a < b' },
          },
          { name: 'GET /files', classname: 'routes', skipped: 'not simulated' },
        ],
      },
    ]);
    expect(text).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites tests="3" failures="1" errors="0" skipped="1">',
        '  <testsuite name="differences" tests="3" failures="1" errors="0" skipped="1">',
        '    <testcase name="GET /orders" classname="routes"/>',
        '    <testcase name="GET /stock" classname="routes">',
        '      <failure message="no &quot;rule&quot;" type="breaking">a &lt; b</failure>',
        '    </testcase>',
        '    <testcase name="GET /files" classname="routes">',
        '      <skipped message="not simulated"/>',
        '    </testcase>',
        '  </testsuite>',
        '</testsuites>',
        '',
      ].join('\n'),
    );
  });

  it('has no sign that XML has no way to write', () => {
    const text = junitXml([{ name: 'a\u0000b\uD800', cases: [{ name: 'line\nbreak', classname: '' }] }]);
    expect(text).toContain('name="a\uFFFDb\uFFFD"');
    expect(text).toContain('name="line&#10;break"');
  });
});
