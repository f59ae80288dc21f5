import { type Construct, constructKey, type Pointer, type Route } from '../model/index.js';
import type { Claim } from './claim.js';

/**
 * Claims by method and place. Methods are told apart as objects: a key of text for each of the tens of thousands of
 * constructs of a large API costs more than all the rest of putting claims to them.
 */
export class ClaimPlaces {
  private readonly byRoute = new Map<Route | undefined, Map<Pointer, Claim[]>>();

  /** @throws Error when two converter parts claim the same construct: our bug */
  constructor(claims: Iterable<Claim>) {
    for (const claim of claims) this.add(claim);
  }

  /** @returns the claim of a construct, which nobody else gets then */
  take(construct: Construct): Claim | undefined {
    const there = this.byRoute.get(construct.route)?.get(construct.at);
    const index = there?.findIndex((claim) => isSame(claim.construct, construct)) ?? -1;
    return index < 0 ? undefined : there?.splice(index, 1)[0];
  }

  /** @returns the claims that no construct has taken */
  *left(): Generator<Claim> {
    for (const places of this.byRoute.values()) {
      for (const claims of places.values()) yield* claims;
    }
  }

  private add(claim: Claim): void {
    const { route, at } = claim.construct;
    const places = this.byRoute.get(route) ?? new Map<Pointer, Claim[]>();
    if (places.size === 0) this.byRoute.set(route, places);
    const there = places.get(at);
    if (there === undefined) places.set(at, [claim]);
    else if (!there.some(({ construct }) => isSame(construct, claim.construct))) there.push(claim);
    else throw new Error(`Two converter parts claim ${constructKey(claim.construct)}.`);
  }
}

/** What stands for the whole document has names in place of places. */
function isSame(one: Construct, other: Construct): boolean {
  return one.kind === other.kind && (one.at !== '' || one.name === other.name);
}
