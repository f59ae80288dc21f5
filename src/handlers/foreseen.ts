import type { HttpApi, LedgerEntry, RuleId } from '../model/index.js';

/**
 * @returns the rules that say what meets the functions behind an HTTP API: those of the ledger, and the payload formats that the API
 *   itself sets, whatever the conversion would have set
 */
export function foreseenBy(ledger: readonly LedgerEntry[], { routes }: HttpApi): ReadonlySet<RuleId> {
  const formats = new Set(
    routes.flatMap(({ integration }) => (integration.kind === 'lambda' ? [integration.payloadFormatVersion] : [])),
  );
  const rules = new Set(ledger.map(({ rule }) => rule));
  rules.delete('lambda/payload-1');
  rules.delete('lambda/payload-2');
  if (formats.has('1.0')) rules.add('lambda/payload-1');
  if (formats.has('2.0')) rules.add('lambda/payload-2');
  return rules;
}
