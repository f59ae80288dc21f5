import { isObject, type Json } from '../model/index.js';
import { placeholders } from './call.js';
import { canonical, filled } from './canonical.js';
import type { Desired } from './desired.js';
import { grantIn, grantOf } from './grants.js';
import type { Observed, ObservedApi } from './observed.js';
import { tagNames } from './ownership.js';
import { comparableSettings, type StageMembers } from './stage.js';

/** What becomes of one resource. */
export interface Change {
  action: 'create' | 'change' | 'delete' | 'unchanged';
  kind: 'api' | 'authorizer' | 'route' | 'tags' | 'stage' | 'stage-tags' | 'permission';
  /** In the words of the user: `route GET /pets`. */
  resource: string;
  /** By member, of what is changed. */
  differences: Difference[];
}

export interface Difference {
  member: string;
  before?: Json;
  after?: Json;
}

type Members = Record<string, Json>;
type Resource = Pick<Change, 'kind' | 'resource'> & { members: Members };

/** @returns every resource that is wanted or there, in a stable order, with what becomes of it */
export function changesOf(desired: Desired, observed: Observed): Change[] {
  const before = new Map(observedResources(desired, observed).map((one) => [one.resource, one]));
  const after = new Map(desiredResources(desired, observed).map((one) => [one.resource, one]));
  const names = [...after.keys(), ...[...before.keys()].filter((name) => !after.has(name))];
  return names.flatMap((name) => change(before.get(name), after.get(name)));
}

function change(before: Resource | undefined, after: Resource | undefined): Change[] {
  const one = after ?? before;
  if (!one) return [];
  const { kind, resource } = one;
  if (!before || !after) return [{ action: before ? 'delete' : 'create', kind, resource, differences: [] }];
  const differences = differencesOf(before.members, after.members);
  return [{ action: differences.length === 0 ? 'unchanged' : 'change', kind, resource, differences }];
}

/** Members of members are told apart one level deep: `integration.integrationUri`. */
function differencesOf(before: Members, after: Members, prefix = ''): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name): Difference[] => {
    const [old, next] = [before[name], after[name]];
    if (canonical(old) === canonical(next)) return [];
    if (prefix === '' && isObject(old) && isObject(next)) return differencesOf(filled(old), filled(next), `${name}.`);
    const member = `${prefix}${name}`;
    return [{ member, ...(old !== undefined && { before: old }), ...(next !== undefined && { after: next }) }];
  });
}

function desiredResources(desired: Desired, observed: Observed): Resource[] {
  const { settings, authorizers, routes, stage, functions } = desired;
  const apiId = observed.api?.apiId ?? placeholders.apiId;
  const { members } = stage;
  return [
    { kind: 'api', resource: 'API', members: settings },
    ...named('authorizer', authorizers),
    ...named('route', routes),
    { kind: 'tags', resource: 'tags of the API', members: desired.tags },
    ...functions.map((name) => permission(name, grantOf(apiId, desired.place))),
    {
      kind: 'stage',
      resource: `stage ${stage.name}`,
      members: {
        autoDeploy: stage.autoDeploy,
        ...(!stage.autoDeploy && { deployment: deploymentMark(desired) }),
        ...(members && comparableStage(members)),
      },
    },
    { kind: 'stage-tags', resource: `tags of stage ${stage.name}`, members: stage.tags },
  ];
}

function observedResources(desired: Desired, { api, policies }: Observed): Resource[] {
  if (!api) return [];
  const { stage } = api;
  const granted = Object.entries(policies).flatMap(([name, policy]) => {
    const grant = grantIn(policy, api.apiId);
    return grant ? [permission(name, grant)] : [];
  });
  return [
    { kind: 'api', resource: 'API', members: likeAsked(api.settings, desired.settings, ['ipAddressType']) },
    ...named('authorizer', likeAuthorizers(api, desired)),
    ...named('route', api.routes),
    { kind: 'tags', resource: 'tags of the API', members: ownedTags(api.tags, desired.tags) },
    ...granted,
    ...(stage ? stageResources(desired, stage) : []),
  ];
}

function stageResources({ stage: wanted }: Desired, stage: NonNullable<ObservedApi['stage']>): Resource[] {
  const { autoDeploy, deployment } = stage;
  return [
    {
      kind: 'stage',
      resource: `stage ${wanted.name}`,
      members: {
        autoDeploy,
        ...(!wanted.autoDeploy && deployment !== undefined && { deployment }),
        ...(wanted.members && comparableStage(limitsAsked(stage, wanted.members))),
      },
    },
    { kind: 'stage-tags', resource: `tags of stage ${wanted.name}`, members: ownedTags(stage.tags, wanted.tags) },
  ];
}

/** UpdateStage cannot take a limit away, so one that nobody asked for stays, and is no difference. */
function limitsAsked(stage: StageMembers, wanted: StageMembers): StageMembers {
  const asked = Object.entries(stage.defaultRouteSettings).filter(([name]) => name in wanted.defaultRouteSettings);
  return { ...stage, defaultRouteSettings: Object.fromEntries(asked) };
}

function comparableStage({
  description,
  stageVariables,
  defaultRouteSettings,
  routeSettings,
  accessLog,
}: StageMembers): Members {
  const byRoute = Object.entries(routeSettings).map(([key, settings]) => [key, comparableSettings(settings)]);
  return filled({
    description,
    stageVariables: filled(stageVariables),
    defaultRouteSettings: comparableSettings(defaultRouteSettings),
    routeSettings: filled(Object.fromEntries(byRoute)),
    accessLog: accessLog && { ...accessLog },
  });
}

/** What nobody asked for is left as AWS has it. */
function likeAsked(members: Members, asked: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name) || name in asked));
}

/** How long an authorizer is remembered is AWS's choice where the definition says nothing. */
function likeAuthorizers({ authorizers }: ObservedApi, desired: Desired): Record<string, Members> {
  const like = (name: string, members: Members) => {
    const wanted = desired.authorizers[name];
    return wanted ? likeAsked(members, wanted, ['authorizerResultTtlInSeconds']) : members;
  };
  return Object.fromEntries(Object.entries(authorizers).map(([name, members]) => [name, like(name, members)]));
}

/** Tags of others are theirs. The run that made something is no difference. */
function ownedTags(tags: Record<string, string>, wanted: Record<string, string>): Members {
  const own = Object.entries(tags).filter(([name]) => name in wanted);
  const run = wanted[tagNames.run];
  return {
    ...Object.fromEntries(own),
    ...(tags[tagNames.run] !== undefined && run !== undefined && { [tagNames.run]: run }),
  };
}

/** A deployment says in its description which definition it is of. */
export function deploymentMark({ tags }: Desired): string {
  return `apigw-migrate ${tags[tagNames.definition]}`;
}

function named(kind: 'authorizer' | 'route', byName: Record<string, Members>): Resource[] {
  return Object.entries(byName)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, members]) => ({ kind, resource: `${kind} ${name}`, members }));
}

function permission(name: string, members: Members): Resource {
  return { kind: 'permission', resource: `permission for the API to call ${name}`, members };
}
