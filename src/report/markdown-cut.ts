/** Lines of a Markdown text that stand or fall together. */
export interface Unit {
  text: string;
  /** What it is one of, for the count of what was cut: `difference`. Absent for headings and the like. */
  is?: string;
}

/** Of a comment on GitHub, which takes 65,536; GitLab and others take more. */
const longest = 65_000;

/** Room for what tells how much was cut. */
const reserve = 500;

/**
 * Puts units together, each on lines of its own, as far as they fit.
 *
 * @param rest where the whole can be had, as a sentence
 * @returns the text; where not all of it fits, it ends with how much is missing
 */
export function cutToFit(units: readonly Unit[], rest: string, most = longest): string {
  const whole = units.map(({ text }) => text).join('\n');
  if (whole.length <= most) return whole;
  let length = 0;
  let count = 0;
  for (const { text } of units) {
    if (length + text.length + 1 > most - reserve) break;
    length += text.length + 1;
    count += 1;
  }
  // A heading with nothing below it says nothing.
  while (count > 0 && units[count - 1]?.is === undefined) count -= 1;
  const kept = units.slice(0, count).map(({ text }) => text);
  return [...kept, '', `**Cut to fit into a comment: ${missing(units.slice(count))} not shown.** ${rest}`].join('\n');
}

function missing(units: readonly Unit[]): string {
  const counts = new Map<string, number>();
  for (const { is } of units) if (is !== undefined) counts.set(is, (counts.get(is) ?? 0) + 1);
  return [...counts].map(([is, count]) => `${count} ${is}${count === 1 ? '' : 's'}`).join(', ');
}
