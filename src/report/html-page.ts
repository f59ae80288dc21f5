import { createHash } from 'node:crypto';
import { type Html, html, none } from './html.js';
import { reportStyle } from './html-style.js';

/** A part of a report, with a heading of its own. */
export interface Section {
  /** For links to it: letters and hyphens. */
  id: string;
  heading: string;
  body: Html;
}

/** A report as one file: no resource from elsewhere, and nothing that needs a script to be read. */
export interface ReportPage {
  title: string;
  /** What stands above all sections: the verdict. */
  lead: Html;
  sections: readonly Section[];
  /** What the report was made of and by: file, hash, version. */
  foot: Html;
  /** Style beside that of all reports. */
  style?: string;
  /** Script that only adds ease: filter and fold. */
  script?: string;
}

/** Folded parts are printed unfolded. */
const unfoldForPrint = `addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details')) one.open = true; });`;

/**
 * @returns the page as text. Its policy lets nothing in that is not in the file, and runs no script but the page's own: whatever
 * got into the report from a definition or a request could neither run nor send anything.
 */
export function htmlPage({ title, lead, sections, foot, style = '', script = '' }: ReportPage): string {
  const styles = `${reportStyle}${style}`;
  const scripts = `${unfoldForPrint}\n${script}`;
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="${policyOf(styles, scripts)}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ html: styles }}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${lead}
${sections.length > 1 ? contents(sections) : none}
</header>
<main>
${sections.map(sectionHtml)}
</main>
<footer>
${foot}
</footer>
<script>${{ html: scripts }}</script>
</body>
</html>`;
  return `<!doctype html>\n${page.html}\n`;
}

/** Charts carry style attributes, which a hash cannot name; they can load nothing. */
function policyOf(styles: string, scripts: string): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(styles)}`,
    "style-src-attr 'unsafe-inline'",
    `script-src ${hashOf(scripts)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** @returns a style or script as a content security policy names it */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function contents(sections: readonly Section[]): Html {
  const links = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>\n`);
  return html`<nav aria-label="Contents"><ul>
${links}</ul></nav>`;
}

function sectionHtml({ id, heading, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${body}
</section>
`;
}
