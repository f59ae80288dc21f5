import { type Requirement, type RestApi, routeKey } from '../model/index.js';
import type { Sighting } from './sighting.js';

export type RequirementKind = Requirement['kind'];

/** What each REST method asks callers for, by route key. */
export type Asked = ReadonlyMap<string, readonly RequirementKind[]>;

/** @returns what the methods of an API ask for. */
export function askedBy({ operations }: RestApi): Asked {
  return new Map(operations.map(({ route, access }) => [routeKey(route), access.requirements.map(({ kind }) => kind)]));
}

/** @returns what the method that took a request asks for, whichever it was made for. */
export function asksOf({ rest }: Sighting, asked: Asked): readonly RequirementKind[] {
  return asked.get(rest.route ?? '') ?? [];
}

/** @returns what of that the caller did not show, or showed as a stranger would. */
export function lackOf(sighting: Sighting, asked: Asked): readonly RequirementKind[] {
  return lackAt(sighting.rest.route ?? '', sighting, asked);
}

/** @returns the same for what another method asks for */
export function lackAt(route: string, { request }: Sighting, asked: Asked): readonly RequirementKind[] {
  const good = request.credentials.filter(({ isWrong }) => !isWrong);
  const shown = new Set<string>(good.map(({ kind }) => kind));
  return (asked.get(route) ?? []).filter((kind) => !shown.has(kind));
}
