import type { CostComparison, CostLine, CostSide } from '../cost/comparison.js';
import { money, percentage } from './cost-money.js';
import { boundsText, priceText, quantityText } from './cost-report.js';
import { type Html, html } from './html.js';

/** @returns a number that opens to how it was made */
export function opening(number: string, ...formula: (string | undefined)[]): Html {
  const lines = formula.filter((line) => line !== undefined && line !== '');
  if (lines.length === 0) return html`${number}`;
  return html`<details class="formula"><summary>${number}</summary>${lines.map((line) => html`<p>${line ?? ''}</p>`)}</details>`;
}

/** @returns the amount of a line with quantity × price, and where both come from */
export function lineAmount(line: CostLine): Html {
  const { amount, least, quantitySource, priceSource, note } = line;
  const exact = amount === undefined ? 'unknown' : amount.toFixed();
  const range = least?.amount && amount && least.amount.lt(amount) ? `, at least ${least.amount.toFixed()}` : '';
  return opening(
    money(amount) ?? 'unknown',
    `${quantityText(line)} × ${priceText(line)} = ${exact}${range}`,
    `Quantity: ${quantitySource}.`,
    `Price: ${priceSource ?? 'the list has none'}.`,
    note && `${note}.`,
  );
}

/** @returns the total with its sum */
export function totalAmount({ lines, total, least }: CostSide): Html {
  const terms = lines.map(({ amount }) => amount?.toFixed() ?? 'unknown').join(' + ');
  const known = total === undefined ? `, of which ${money(least)} is known` : '';
  return opening(money(total) ?? 'unknown', `${terms} = ${total?.toFixed() ?? 'unknown'}${known}`);
}

/** The saving, in words and as a formula. */
export function savingFormula({ rest, http, saving }: CostComparison): Html {
  const { amount, percent, bounds } = saving;
  const [mine, theirs] = [rest.total, http.total].map((total) => total?.toFixed() ?? 'unknown');
  const range = boundsText(bounds);
  return opening(
    'How the saving is made up',
    `${mine} − ${theirs} = ${amount?.toFixed() ?? 'unknown'}`,
    percent && `${amount?.toFixed()} × 100 ÷ ${mine} = ${percentage(percent)} %`,
    range === undefined || (bounds.least && bounds.most?.eq(bounds.least)) ? undefined : `Between bounds: ${range}.`,
  );
}

/** What is paid once, and when it is made up for. */
export function paybackFormula({ effort, overlap, payback, saving, currency }: CostComparison): Html {
  const { once, months, worthFrom } = payback;
  const { hours, rate } = effort;
  const ends = (low: string, high: string) => (low === high ? low : `${low} to ${high}`);
  const cost = ends(once.low.toFixed(2), once.high.toFixed(2));
  return opening(
    'How this is made up',
    `Work: ${ends(hours.low.toFixed(), hours.high.toFixed())} hours × ${rate} ${currency} = ${ends(effort.cost.low.toFixed(2), effort.cost.high.toFixed(2))}`,
    overlap &&
      `Running both for ${overlap.weeks} weeks: bills of the REST API × ${overlap.weeks} × 168 ÷ 730 hours = ${money(overlap.least)} (each call to one of both) to ${money(overlap.most) ?? 'unknown'} (each call to both)`,
    months &&
      `${cost} ÷ ${money(saving.amount)} a month = ${ends(months.low.toFixed(1), months.high.toFixed(1))} months`,
    worthFrom &&
      `From ${ends(String(worthFrom.low), String(worthFrom.high))} requests a month on, the saving of 12 months reaches ${cost}.`,
  );
}
