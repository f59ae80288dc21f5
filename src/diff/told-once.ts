import type { RuleId } from '../model/index.js';
import type { DefinitionDifference } from './definition/definition-difference.js';
import type { Explain } from './explain.js';
import type { RawDifference } from './raw-difference.js';
import type { ComparedSighting, Sighting } from './sighting.js';

/** A difference that a request showed, and the rule that foretold it. */
export interface Shown {
  raw: RawDifference;
  sighting: ComparedSighting;
  rule: RuleId | null;
}

/** A difference of the definitions, and the first request that shows it, if one does. */
export interface Defined {
  difference: DefinitionDifference;
  shownBy?: Sighting;
}

/**
 * Puts together what requests show and what the definitions say, so that nothing is told twice: a request that proves a
 * weaker authorization stands for itself; of all else the definition has the cause, and requests only its consequences.
 */
export function toldOnce(
  sightings: readonly ComparedSighting[],
  definition: readonly DefinitionDifference[],
  explain: Explain,
): { shown: Shown[]; defined: Defined[] } {
  const all = sightings.flatMap((sighting) =>
    sighting.differences.map((raw): Shown => ({ raw, sighting, rule: explain(raw, sighting) ?? null })),
  );
  const everywhere = byRoute(definition);
  const proven = new Set(
    all.flatMap(({ raw, sighting, rule }) =>
      rule === null ? everywhere(sighting).filter((one) => one.isProvenBy(raw, sighting)) : [],
    ),
  );
  const first = new Map<DefinitionDifference, Sighting>();
  const shown = all.filter(({ raw, sighting }) => {
    const cause = everywhere(sighting).find((one) => !proven.has(one) && one.causes(raw, sighting));
    if (cause && !first.has(cause)) first.set(cause, sighting);
    return cause === undefined;
  });
  const defined = definition.filter((one) => !proven.has(one));
  return { shown, defined: defined.map((difference) => withRequest(difference, first.get(difference))) };
}

function withRequest(difference: DefinitionDifference, shownBy: Sighting | undefined): Defined {
  return shownBy ? { difference, shownBy } : { difference };
}

/** @returns a search that stays short however many routes differ: what is said of the routes of a request, and of all. */
function byRoute(definition: readonly DefinitionDifference[]): (sighting: Sighting) => DefinitionDifference[] {
  const groups = new Map<string | null, DefinitionDifference[]>();
  for (const one of definition) {
    const group = groups.get(one.route) ?? [];
    group.push(one);
    groups.set(one.route, group);
  }
  return ({ rest, http, request }) => {
    if (groups.size === 0) return [];
    const ofVerb = rest.route?.replace(/^ANY\b/, request.request.method);
    const routes = new Set([http.route, rest.route, ofVerb]);
    return [null, ...routes].flatMap((route) => (route === undefined ? [] : (groups.get(route) ?? [])));
  };
}
