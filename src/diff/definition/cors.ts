import type { Cors } from '../../model/index.js';
import { type Concerns, type DefinitionDifference, differing, sameMembers } from './definition-difference.js';

interface CorsList {
  name: 'allowOrigins' | 'allowMethods' | 'allowHeaders' | 'exposeHeaders';
  causes: Concerns;
  /** How a member is compared: names of headers and methods have no letter case that counts. */
  keyOf(member: string): string;
}

const replyHeader =
  (pattern: RegExp): Concerns =>
  ({ aspect }) =>
    aspect.startsWith('reply.headers.') && pattern.test(aspect.slice('reply.headers.'.length));

const anyHeader = replyHeader(/^(access-control-[a-z-]+|vary)$/);
const lowerCase = (member: string) => member.toLowerCase();

const lists: readonly CorsList[] = [
  { name: 'allowOrigins', causes: anyHeader, keyOf: (member) => member },
  { name: 'allowMethods', causes: replyHeader(/^access-control-allow-methods$/), keyOf: lowerCase },
  { name: 'allowHeaders', causes: replyHeader(/^access-control-allow-headers$/), keyOf: lowerCase },
  { name: 'exposeHeaders', causes: replyHeader(/^access-control-expose-headers$/), keyOf: lowerCase },
];

/**
 * Compares the CORS configuration with the one that the preflights of the REST API become (FE-CO-*). A wider one lets
 * more pages call or read: that is `security`; a narrower one breaks pages that work today.
 */
export function compareCors(made: Cors | undefined, given: Cors | undefined): DefinitionDifference[] {
  if (made === undefined && given === undefined) return [];
  if (made === undefined || given === undefined) {
    const worst = given && given.allowOrigins.length > 0 ? 'security' : 'breaking';
    const about = { class: worst, aspect: 'definition.cors', route: null, causes: headersAndPreflights } as const;
    return [differing(about, made && { ...made }, given && { ...given })];
  }
  return [...lists.flatMap((list) => compareList(list, made, given)), ...compareFlags(made, given)];
}

const headersAndPreflights: Concerns = (difference, sighting) =>
  anyHeader(difference, sighting) || sighting.request.kind === 'preflight';

function compareList({ name, causes, keyOf }: CorsList, made: Cors, given: Cors): DefinitionDifference[] {
  const [before, now] = [made[name].map(keyOf), given[name].map(keyOf)];
  if (sameMembers(before, now)) return [];
  const isWider = now.some((member) => !isCovered(member, before));
  const about = { class: isWider ? 'security' : 'breaking', aspect: `definition.cors.${name}`, route: null } as const;
  return [differing({ ...about, causes }, made[name], given[name])];
}

/** `*` stands for everything, `https://*` for every origin with that scheme (FE-CO-4). */
function isCovered(member: string, allowed: readonly string[]): boolean {
  return allowed.some(
    (one) => one === member || (/^(https?:\/\/)?\*$/.test(one) && member.startsWith(one.slice(0, -1))),
  );
}

function compareFlags(made: Cors, given: Cors): DefinitionDifference[] {
  const { allowCredentials, maxAge } = given;
  const credentials = {
    class: allowCredentials ? 'security' : 'breaking',
    aspect: 'definition.cors.allowCredentials',
    route: null,
    causes: replyHeader(/^access-control-allow-credentials$/),
  } as const;
  const age = {
    class: 'visible',
    aspect: 'definition.cors.maxAge',
    route: null,
    causes: replyHeader(/^access-control-max-age$/),
  } as const;
  return [
    ...(made.allowCredentials === allowCredentials
      ? []
      : [differing(credentials, made.allowCredentials, allowCredentials)]),
    ...(made.maxAge === maxAge ? [] : [differing(age, made.maxAge, maxAge)]),
  ];
}
