import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.js';
import { htmlPage } from '../../src/report/html-page.js';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function page(title: string) {
  const sections = [
    { id: 'one', heading: 'One', body: html`<p>first</p>` },
    { id: 'two', heading: 'Two & more', body: html`<p>second</p>` },
  ];
  return htmlPage({ title, lead: html`<p>lead</p>`, sections, foot: html`<p>foot</p>`, script: 'fold();' });
}

describe('the page of a report', () => {
  it('allows the style and the script that are in it, and no other', () => {
    const text = page('A report');
    const policy = /content-security-policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'");
    const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
    const script = /<script>([\s\S]*)<\/script>/.exec(text)?.[1] ?? '';
    expect(script).toContain('fold();');
    expect(policy).toContain(`style-src ${hash(style)};`);
    expect(policy).toContain(`script-src ${hash(script)};`);
    expect(policy).toContain("default-src 'none'");
  });

  it('shows a title as text, whatever is in it', () => {
    const text = page('</title><script>alert(1)</script>');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;/title&gt;&lt;script&gt;alert(1)');
  });

  it('lists its sections, each with a heading of its own', () => {
    expect(page('A report')).toContain('<a href="#two">Two &amp; more</a>');
    expect(page('A report')).toContain('<section id="two" aria-labelledby="two-heading">');
  });
});
