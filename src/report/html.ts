/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

/**
 * Template tag: what stands in the template is HTML, what is put in is text and escaped, in elements and in quoted attributes.
 * Signs that are not seen, or that turn the writing direction, become U+FFFD: what is shown must be what was sent.
 */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  return {
    html: strings.map((text, index) => `${text}${index < values.length ? written(values[index]) : ''}`).join(''),
  };
}

/** Nothing, where there may be something. */
export const none: Html = { html: '' };

/** @returns a path or the name of a rule, which may go on in the next line behind each slash: on a phone it stays readable */
export function breakable(text: string): Html {
  const parts = text.split(/(?<=\/)(?=.)/);
  return html`${parts.map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`))}`;
}

function written(value: Html | readonly Html[] | string | number | undefined): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (value === undefined) return '';
  return 'html' in value ? value.html : value.map((one) => one.html).join('');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
