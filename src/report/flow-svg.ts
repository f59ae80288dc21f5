import { outcomes } from '../model/index.js';
import type { FlowLink } from './flow.js';
import { type Html, html } from './html.js';

/** Sizes in units of the drawing, which is as wide as its page allows. Names stand at both sides of the bars. */
const size = { width: 640, bar: 12, left: 205, right: 430, gap: 10, least: 24, units: 260 };

/** A bar: where it begins, and how much of it the bands have taken. */
interface Bar {
  name: string;
  count: number;
  y: number;
  height: number;
  used: number;
}

/**
 * Draws a flow: bars on the left for what the REST API has, on the right for what becomes of it, and a band for each
 * link, as thick as its share. A table says the same, so the drawing is one picture with a name.
 */
export function flowSvg(links: readonly FlowLink[], name: string): Html {
  const total = links.reduce((sum, { count }) => sum + count, 0);
  const scale = size.units / Math.max(total, 1);
  const left = barsOf(
    sums(links, ({ source }) => source),
    scale,
  );
  const known = sums(links, ({ outcome }) => outcome);
  const right = barsOf(new Map(outcomes.flatMap((one) => (known.has(one) ? [[one, known.get(one) ?? 0]] : []))), scale);
  const height = Math.max(bottomOf(left), bottomOf(right)) + 8;
  return html`<svg class="flow" viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${name}">
${links.map((link) => band(link, { left, right, scale }))}
${left.map((bar) => label(bar, { x: size.left - size.bar - 6, barX: size.left - size.bar, side: 'end' }))}
${right.map((bar) => label(bar, { x: size.right + size.bar + 6, barX: size.right, side: 'start' }))}
</svg>`;
}

function sums(links: readonly FlowLink[], nameOf: (link: FlowLink) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const link of links) counts.set(nameOf(link), (counts.get(nameOf(link)) ?? 0) + link.count);
  return counts;
}

/** Each bar has room for its name; the bands are drawn to one scale. */
function barsOf(counts: ReadonlyMap<string, number>, scale: number): Bar[] {
  let y = 4;
  return [...counts].map(([name, count]) => {
    const height = Math.max(count * scale, 2);
    const bar = { name, count, y, height, used: 0 };
    y += Math.max(height + size.gap, size.least);
    return bar;
  });
}

function bottomOf(bars: readonly Bar[]): number {
  const last = bars.at(-1);
  return last === undefined ? 0 : last.y + Math.max(last.height, size.least - size.gap);
}

function band(
  { source, outcome, count }: FlowLink,
  { left, right, scale }: { left: Bar[]; right: Bar[]; scale: number },
) {
  const [from, to] = [take(left, source, count * scale), take(right, outcome, count * scale)];
  const thickness = Math.max(count * scale, 1);
  const middle = (size.left + size.right) / 2;
  const curve = (x: number, y0: number, y1: number, end: number) =>
    `${point(x, y0)} C ${point(middle, y0)} ${point(middle, y1)} ${point(end, y1)}`;
  const path = `M ${curve(size.left, from, to, size.right)} L ${curve(size.right, to + thickness, from + thickness, size.left)} Z`;
  return html`<path class="band ${outcome}" d="${path}"><title>${source}: ${count} ${outcome}</title></path>\n`;
}

/** @returns where the next band begins at the bar of this name, and takes its share */
function take(bars: readonly Bar[], name: string, share: number): number {
  const bar = bars.find((one) => one.name === name);
  if (bar === undefined) return 0;
  const start = bar.y + bar.used;
  bar.used += share;
  return start;
}

function label({ name, count, y, height }: Bar, { x, barX, side }: { x: number; barX: number; side: string }): Html {
  const middle = y + height / 2;
  return html`<rect class="bar ${name}" x="${barX}" y="${rounded(y)}" width="${size.bar}" height="${rounded(height)}"/><text x="${x}" y="${rounded(middle)}" text-anchor="${side}" dominant-baseline="central">${name} ${count}</text>\n`;
}

function point(x: number, y: number): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
