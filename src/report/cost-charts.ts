import type { EChartsCoreOption } from 'echarts/core';

/** A chart as its data, before anything is drawn. */
export type Chart = BarChart | LineChart;

export interface BarChart {
  kind: 'bars';
  /** Of the file: letters and hyphens. */
  id: string;
  title: string;
  /** What it shows, in a sentence, for those who do not see it. */
  description: string;
  bars: { name: string; rest: number; http: number }[];
  currency: string;
}

export interface LineChart {
  kind: 'lines';
  id: string;
  title: string;
  description: string;
  /** Whether values hold from one point to the next, as prices in steps do. */
  isStepped: boolean;
  points: { at: number; rest: number; http: number }[];
  /** Where something is to be seen, with its name. */
  marks: { at: number; name: string }[];
  xName: string;
  currency: string;
}

/** For a desk and for a phone: text keeps its size, so a chart that is only scaled could not be read. */
const widths = { wide: 900, narrow: 330 } as const;

export type Width = keyof typeof widths;

/**
 * Draws a chart without a browser.
 *
 * @returns SVG; colours are those of the page, in light and dark, and the same data gives the same bytes
 */
export async function chartSvg(chart: Chart, width: Width): Promise<string> {
  const echarts = await library();
  const height = heightOf(chart);
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width: widths[width], height });
  drawing.setOption({ ...baseOption, ...optionOf(chart, width) });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  return accessible(settled(svg, `${chart.id}-${width}`), chart, `${chart.id}-${width}`);
}

async function library() {
  const [echarts, { BarChart, LineChart }, { GridComponent, LegendComponent, MarkLineComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);
  return echarts;
}

const barHeight = 46;

function heightOf(chart: Chart): number {
  return chart.kind === 'bars' ? chart.bars.length * barHeight + 70 : 320;
}

const text = { color: 'var(--text)', fontFamily: 'inherit', fontSize: 12 };

const baseOption: EChartsCoreOption = {
  animation: false,
  color: ['var(--rest)', 'var(--http)'],
  textStyle: text,
  legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 14, itemHeight: 10, textStyle: text },
};

function optionOf(chart: Chart, width: Width): EChartsCoreOption {
  switch (chart.kind) {
    case 'bars':
      return barOption(chart, width);
    case 'lines':
      return lineOption(chart, width);
  }
}

const axis = {
  axisLabel: { ...text, hideOverlap: true },
  axisLine: { lineStyle: { color: 'var(--quiet)' } },
  axisTick: { lineStyle: { color: 'var(--quiet)' } },
  splitLine: { lineStyle: { color: 'var(--line)' } },
  nameTextStyle: text,
};

/** Names stand above their bars where there is no room beside them. */
function barOption({ bars }: BarChart, width: Width): EChartsCoreOption {
  const isNarrow = width === 'narrow';
  const series = (name: string, key: 'rest' | 'http') => ({
    name,
    type: 'bar',
    barMaxWidth: 12,
    data: bars.map((bar) => bar[key]),
    label: { show: true, position: 'right', ...text, formatter: ({ value }: { value: number }) => shortNumber(value) },
  });
  const names = bars.map(({ name }) => shortened(name, isNarrow ? 16 : 32));
  return {
    grid: { left: labelWidth(names), right: 56, top: 30, bottom: 24, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      ...axis,
      axisLabel: { ...axis.axisLabel, formatter: shortNumber },
      splitNumber: isNarrow ? 2 : 5,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      ...axis,
      axisLabel: { ...text, interval: 0 },
      data: names,
    },
    series: [series('REST API', 'rest'), series('HTTP API', 'http')],
  };
}

function lineOption({ points, marks, isStepped, xName }: LineChart, width: Width): EChartsCoreOption {
  const isNarrow = width === 'narrow';
  const series = (name: string, key: 'rest' | 'http') => ({
    name,
    type: 'line',
    showSymbol: false,
    lineStyle: { width: 2.5, type: key === 'rest' || isStepped ? 'solid' : 'dashed' },
    ...(isStepped && { step: 'start' }),
    data: points.map((point) => [point.at, point[key]]),
  });
  const markLine = {
    silent: true,
    symbol: 'none',
    lineStyle: { color: 'var(--quiet)', type: 'dotted', width: 1.5 },
    data: marks.map(({ at, name }) => ({ xAxis: at, name })),
    label: { ...text, textBorderWidth: 0, formatter: '{b}', rotate: 0, position: 'end' },
  };
  return {
    grid: { left: 48, right: 24, top: 64, bottom: 46, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      name: xName,
      nameLocation: 'middle',
      nameGap: 28,
      max: points.at(-1)?.at,
      splitNumber: isNarrow ? 3 : 6,
      ...axis,
      axisLabel: { ...axis.axisLabel, formatter: shortNumber },
    },
    yAxis: { type: 'value', ...axis, axisLabel: { ...axis.axisLabel, formatter: shortNumber } },
    series: [{ ...series('REST API', 'rest'), markLine }, series('HTTP API', 'http')],
  };
}

/** There is no font to measure with here, and those of readers differ: a wide one must fit too. */
function labelWidth(names: string[]): number {
  return Math.max(...names.map((name) => name.length)) * 7.5 + 12;
}

/** Three digits are what an axis can hold. */
function shortNumber(value: number): string {
  for (const [step, letter] of [[1e9, 'B'] as const, [1e6, 'M'] as const, [1e3, 'k'] as const]) {
    if (Math.abs(value) >= step) return `${Number((value / step).toPrecision(3))}${letter}`;
  }
  return String(Number(value.toPrecision(3)));
}

function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 1)}…`;
}

/** Ids are counted over the life of the process, and what the pointer does needs no style: both would change the bytes, or the page. */
function settled(svg: string, id: string): string {
  return svg
    .replaceAll(/<style\b[\s\S]*?<\/style>/g, '')
    .replaceAll(/ class="[^"]*"| ecmeta_[a-z_]+="[^"]*"/g, '')
    .replaceAll(/zr\d+-/g, `${id}-`);
}

function accessible(svg: string, { title, description }: Chart, id: string): string {
  const words = `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>`;
  return svg.replace(
    /<svg ([^>]*)>/,
    `<svg role="img" aria-labelledby="${id}-title ${id}-desc" $1>${words.replaceAll('$', '$$$$')}`,
  );
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
