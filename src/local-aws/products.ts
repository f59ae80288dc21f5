import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { Operation } from './operation.js';

/**
 * The price list: products with their attributes and terms, found by fields that match (`TERM_MATCH`), a page at a time.
 *
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
 */
export const pricingOperations: Operation<JsonObject[]>[] = [
  {
    ...{ name: 'GetProducts', verb: 'POST', path: '/', status: 200 },
    run: (products, { ServiceCode, Filters, MaxResults, NextToken }) => {
      const filters = Array.isArray(Filters) ? Filters.filter(isObject) : [];
      const found = products.filter((product) => product['serviceCode'] === ServiceCode && fits(product, filters));
      const start = NextToken === undefined ? 0 : Number(NextToken);
      const end = start + Number(MaxResults ?? 100);
      return {
        kind: 'done',
        answer: {
          FormatVersion: 'aws_v1',
          // Each product is a text of its own.
          PriceList: found.slice(start, end).map((product) => JSON.stringify(product)),
          ...(end < found.length && { NextToken: String(end) }),
        },
      };
    },
  },
];

function fits({ product }: JsonObject, filters: readonly JsonObject[]): boolean {
  const { productFamily, attributes } = isObject(product) ? product : {};
  const fields: Record<string, Json | undefined> = { ...(isObject(attributes) ? attributes : {}), productFamily };
  return filters.every(({ Field, Value }) => fields[String(Field)] === Value);
}
