import { type Operation, type Requirement, routeKey } from '../model/index.js';
import { compose, freeVerbs } from './compose.js';
import type { DiffRequest } from './diff-request.js';
import { overrideHeader } from './method-override.js';
import type { Subject } from './subject.js';

/**
 * Calls that a REST API takes for the method which X-HTTP-Method-Override names, and an HTTP API for their verb
 * (RT-ROUTE-METHOD-OVERRIDE): on each path where the verb lets somebody in whom the named method keeps out, a stranger's; where
 * no path has such methods, a good call of one method by the verb of another.
 */
export function overrideRequests(subjects: readonly Subject[], movedFirst: readonly Subject[]): DiffRequest[] {
  const strangers = [...byPath(subjects).values()].flatMap((methods) => {
    const guarded = methods.find((named) => methods.some((sent) => asksLess(sent, named)));
    const open = guarded && methods.find((sent) => asksLess(sent, guarded));
    return guarded && open ? [overridden(guarded, open.draft.method, 'without credentials')] : [];
  });
  if (strangers.length > 0) return strangers;
  const [named] = movedFirst.filter(isRouted);
  const verb = named && otherVerb(named, subjects);
  return named && verb ? [overridden(named, verb)] : [];
}

/** A mock that answers preflights becomes a configuration. */
function isRouted({ operation }: Subject): boolean {
  return operation.integration?.type !== 'mock';
}

function byPath(subjects: readonly Subject[]): Map<string, Subject[]> {
  const paths = new Map<string, Subject[]>();
  for (const subject of subjects.filter(isRouted)) {
    const { path } = subject.operation.route;
    paths.set(path, [...(paths.get(path) ?? []), subject]);
  }
  return paths;
}

/** One asks for nothing that the other does not ask for too, and for less. */
function asksLess({ operation: one }: Subject, { operation: other }: Subject): boolean {
  const [few, many] = [namesOf(one), namesOf(other)];
  return few.length < many.length && few.every((name) => many.includes(name));
}

function namesOf({ access }: Operation): string[] {
  return access.requirements.map(nameOf);
}

function nameOf(requirement: Requirement): string {
  return requirement.kind === 'authorizer' ? `authorizer ${requirement.scheme}` : requirement.kind;
}

/** One that no method of the path takes, so that nothing is compared with the event of another method; or else a declared one. */
function otherVerb(named: Subject, subjects: readonly Subject[]): string | undefined {
  const free = freeVerbs(named.siblings).find((verb) => verb !== named.draft.method);
  const beside = subjects.filter(
    (one) => isRouted(one) && one !== named && one.operation.route.path === named.operation.route.path,
  );
  return free ?? beside[0]?.draft.method;
}

function overridden({ operation, draft, credentials }: Subject, verb: string, without?: string): DiffRequest {
  const shown = without === undefined ? credentials : [];
  const headers = [...draft.headers, [overrideHeader, draft.method] as const];
  return {
    name: `${routeKey(operation.route)} by ${verb} with ${overrideHeader}${without === undefined ? '' : `, ${without}`}`,
    kind: 'variation',
    route: operation.route,
    request: compose({ ...draft, method: verb, headers }, shown),
    credentials: shown,
  };
}
