import type { ErrorObject } from 'ajv';
import { below, Failure, keysOf, type Pointer } from '../model/index.js';
import { itemNames } from './price-items.js';
import type { PriceList } from './price-list.js';
import type { Tier } from './tiers.js';

/** What is wrong with a price list, and where. */
interface Complaint {
  at: Pointer;
  message: string;
}

/**
 * Reads a price list.
 *
 * @param source name of the file for messages, and its text
 * @param schema `schemas/cost-prices.schema.json`
 * @throws Failure (`usage`) that names the file and every key that is off
 */
export async function readPriceList(source: { file: string; text: string }, schema: object): Promise<PriceList> {
  const { Ajv } = await import('ajv');
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<PriceList>(schema);
  const value = parsed(source);
  if (!validate(value)) throw unfit(source.file, (validate.errors ?? []).filter(isOfItsOwn).map(complaintOf));
  const complaints = [...dateComplaints(value), ...tierComplaints(value)];
  if (complaints.length > 0) throw unfit(source.file, complaints);
  return value;
}

function parsed(source: { file: string; text: string }): unknown {
  try {
    return JSON.parse(source.text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure('usage', `This is not JSON: ${error.message}.`, advice, { file: source.file });
  }
}

const advice =
  'Correct the price list; prices/prices.json is one to copy, schemas/cost-prices.schema.json describes every key.';

function unfit(file: string, complaints: Complaint[]): Failure {
  const message = complaints.map(({ at, message }) => `${keyText(at)} ${message}.`).join('\n  ');
  return new Failure('usage', message, advice, { file });
}

/** `propertyNames` only repeats what the error of the name itself says. */
function isOfItsOwn(error: ErrorObject): boolean {
  return error.keyword !== 'propertyNames';
}

/** Every node of the schema has a description that completes the sentence "expected …"; a test holds it to that. */
function complaintOf(error: ErrorObject): Complaint {
  const at = error.propertyName === undefined ? error.instancePath : below(error.instancePath, error.propertyName);
  const expected = `expected ${String(error.parentSchema?.['description'])}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return { at: below(at, String(error.params['additionalProperty'])), message: 'is not a key here' };
    case 'required':
      return { at, message: `lacks \`${String(error.params['missingProperty'])}\`; ${expected}` };
    default:
      return { at, message: `is wrong; ${expected}` };
  }
}

/** The pattern of the schema lets a 31 February pass. */
function dateComplaints(list: PriceList): Complaint[] {
  const day = new Date(`${list.date}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(list.date);
  return exists ? [] : [{ at: '/date', message: `is ${list.date}, which is no day` }];
}

function tierComplaints(list: PriceList): Complaint[] {
  return Object.entries(list.regions).flatMap(([region, prices]) =>
    itemNames.flatMap((key) => disorder(prices[key] ?? [], below('/regions', region, key))),
  );
}

/** Tiers follow one another upwards, and only the last is without end. */
function disorder(tiers: Tier[], at: Pointer): Complaint[] {
  const message = 'must end above the tier before it, and only the last tier may have no end';
  return tiers.flatMap((tier, index) => {
    const before = index === 0 ? 0 : tiers[index - 1]?.upTo;
    const rises = before !== undefined && before < (tier.upTo ?? Number.POSITIVE_INFINITY);
    return rises ? [] : [{ at: below(at, index, 'upTo'), message }];
  });
}

/** `/regions/us-east-1/rest/0/price` as `regions.us-east-1.rest[0].price`. */
function keyText(pointer: Pointer): string {
  if (pointer === '') return 'The file';
  const parts = keysOf(pointer).map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
  return `\`${parts.join('').slice(1)}\``;
}
