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

/** What requests show, told as they come, and the definitions' part at the end. */
export interface Telling {
  /** @returns what a request shows, so far as nothing that comes later can take it back */
  tell(sighting: ComparedSighting): Shown[];
  /** @returns what was kept back until all requests were seen, and what the definitions say */
  rest(): { shown: Shown[]; defined: Defined[] };
}

/**
 * Puts together what requests show and what the definitions say, so that nothing is told twice: a request that proves a
 * weaker authorization stands for itself; of all else the definition has the cause, and requests only its consequences.
 * Which it is, is known when all are seen: until then the requests are kept whose routes the definitions differ about.
 */
export function telling(definition: readonly DefinitionDifference[], explain: Explain): Telling {
  const everywhere = byRoute(definition);
  const kept: Shown[] = [];
  const proven = new Set<DefinitionDifference>();
  return {
    tell(sighting) {
      const shown = sighting.differences.map((raw): Shown => ({ raw, sighting, rule: explain(raw, sighting) ?? null }));
      const concerned = everywhere(sighting);
      if (concerned.length === 0) return shown;
      kept.push(...shown);
      for (const { raw, rule } of shown) {
        if (rule !== null) continue;
        for (const one of concerned) if (one.isProvenBy(raw, sighting)) proven.add(one);
      }
      return [];
    },
    rest() {
      const first = new Map<DefinitionDifference, Sighting>();
      const shown = kept.filter(({ raw, sighting }) => {
        const cause = everywhere(sighting).find((one) => !proven.has(one) && one.causes(raw, sighting));
        if (cause && !first.has(cause)) first.set(cause, sighting);
        return cause === undefined;
      });
      const defined = definition.filter((one) => !proven.has(one));
      return { shown, defined: defined.map((difference) => withRequest(difference, first.get(difference))) };
    },
  };
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
