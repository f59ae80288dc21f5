import { type Acceptance, below, type Decisions, type LedgerEntry, type Notice, type RestApi } from '../model/index.js';
import { type Idle, unusedListeners } from './unused-listeners.js';

/**
 * Looks at the decisions themselves: those without effect are findings too, beside the ledger.
 *
 * @param ledger of a conversion with these very decisions
 */
export function noticesOf(decisions: Decisions, api: RestApi, ledger: readonly LedgerEntry[]): Notice[] {
  return [...expiredAcceptances(decisions), ...unusedDecisions(decisions, api, ledger)];
}

/** @returns a notice for each acceptance whose last day has passed, whether or not its loss is still there */
function expiredAcceptances({ expired = [], placeOf }: Decisions): Notice[] {
  return expired.map((acceptance) =>
    placed(
      {
        rule: 'decisions/acceptance-expired',
        subject: nameOf(acceptance),
        message: `The acceptance of ${nameOf(acceptance)} ended on ${acceptance.until} and no longer counts. Its reason was: ${acceptance.reason}`,
        ...(acceptance.at !== undefined && { at: acceptance.at }),
      },
      placeOf,
    ),
  );
}

/** @returns a notice for each decision that decided nothing here: a mistyped name or place, or a loss that is no more */
export function unusedDecisions(decisions: Decisions, api: RestApi, ledger: readonly LedgerEntry[]): Notice[] {
  const all = [
    ...unusedAcceptances(decisions, ledger),
    ...unusedNames(decisions, api),
    ...unusedListeners(decisions, api),
  ];
  return all.map((idle) => placed(idle, decisions.placeOf));
}

function unusedAcceptances({ accept }: Decisions, ledger: readonly LedgerEntry[]): Idle[] {
  const used = new Set(ledger.map(({ accepted }) => accepted));
  return accept
    .filter((acceptance) => !used.has(acceptance))
    .map((acceptance) => ({
      rule: 'decisions/acceptance-unused',
      subject: nameOf(acceptance),
      message: `The acceptance of ${nameOf(acceptance)} accepts nothing here.`,
      ...(acceptance.at !== undefined && { at: acceptance.at }),
    }));
}

function unusedNames(decisions: Decisions, api: RestApi): Idle[] {
  const authorizers = new Set(api.authorizers.map(({ name }) => name));
  const links = new Set(api.operations.map(({ integration }) => integration?.vpcLink?.id.text));
  const unused = (kind: 'authorizers' | 'vpcLinks', name: string, message: string): Idle => ({
    rule: 'decisions/unused',
    subject: `${kind}.${name}`,
    message,
    at: below(`/${kind}`, name),
  });
  return [
    ...Object.keys(decisions.authorizers)
      .filter((name) => !authorizers.has(name))
      .map((name) =>
        unused(
          'authorizers',
          name,
          `The decision about the authorizer ${name} decides nothing: the API has none of that name.`,
        ),
      ),
    ...Object.keys(decisions.vpcLinks)
      .filter((id) => !links.has(id))
      .map((id) =>
        unused('vpcLinks', id, `The decision about the VPC link ${id} decides nothing: no integration uses it.`),
      ),
  ];
}

function nameOf({ rule, where }: Acceptance): string {
  return where === undefined ? rule : `${rule} at ${where}`;
}

function placed({ at, ...idle }: Idle, placeOf: Decisions['placeOf']): Notice {
  const place = at === undefined ? undefined : placeOf?.(at);
  return { ...idle, ...(place && { at: place }) };
}
