import { isDeepStrictEqual } from 'node:util';
import type { HttpApi, HttpAuthorizer, HttpLambdaAuthorizer, Json, JwtAuthorizer } from '../../model/index.js';
import {
  type Concerns,
  type DefinitionDifference,
  differing,
  sameMembers,
  writtenValue,
} from './definition-difference.js';

/**
 * Compares the authorizers that routes of both APIs use, by name. Another function, another issuer, a longer memory:
 * whatever could let somebody in is `security`.
 */
export function compareAuthorizers(made: HttpApi, given: HttpApi): DefinitionDifference[] {
  const used = usedAuthorizers(given);
  const byName = new Map(given.authorizers.map((one) => [one.name, one]));
  return made.authorizers
    .filter(({ name }) => used.has(name))
    .flatMap((one) => compareAuthorizer(one, byName.get(one.name)));
}

function usedAuthorizers({ routes }: HttpApi): Set<string> {
  return new Set(
    routes.flatMap(({ authorization }) => (authorization.kind === 'authorizer' ? [authorization.name] : [])),
  );
}

function compareAuthorizer(made: HttpAuthorizer, given: HttpAuthorizer | undefined): DefinitionDifference[] {
  const { name } = made;
  if (made.kind === 'request' && given?.kind === 'request') return compareLambda(made, given);
  if (made.kind === 'jwt' && given?.kind === 'jwt') return compareJwt(made, given);
  return property({ name, of: 'type', class: 'security', causes: refusalsBy(name) }, made.kind, given?.kind);
}

function compareJwt(made: JwtAuthorizer, given: JwtAuthorizer): DefinitionDifference[] {
  const { name } = made;
  const causes = refusalsBy(name);
  const [before, now] = [made.audience.map(({ text }) => text), given.audience.map(({ text }) => text)];
  const isWider = now.some((client) => !before.includes(client));
  return [
    ...property(
      { name, of: 'issuer', class: 'security', causes },
      writtenValue(made.issuer),
      writtenValue(given.issuer),
    ),
    ...(sameMembers(before, now)
      ? []
      : property({ name, of: 'audience', class: isWider ? 'security' : 'breaking', causes }, before, now)),
    ...property(
      { name, of: 'identitySource', class: 'breaking', causes },
      sourceOf(made.identitySource),
      sourceOf(given.identitySource),
    ),
  ];
}

function compareLambda(made: HttpLambdaAuthorizer, given: HttpLambdaAuthorizer): DefinitionDifference[] {
  const { name } = made;
  const asked: Concerns = ({ aspect }) => aspect === 'authorizer.function';
  const event: Concerns = ({ aspect }) => aspect.startsWith('authorizer.event');
  const refusals = refusalsBy(name);
  // A decision that is kept longer lets somebody in for longer; without a number nothing is kept (RT-AUTH-TTL).
  const [before, now] = [made.ttl ?? 0, given.ttl ?? 0];
  return [
    ...property(
      { name, of: 'uri', class: 'security', causes: at(name, asked) },
      writtenValue(made.uri),
      writtenValue(given.uri),
    ),
    ...property(
      { name, of: 'identitySources', class: 'security', causes: refusals },
      made.identitySources.map(sourceOf),
      given.identitySources.map(sourceOf),
    ),
    ...property({ name, of: 'ttl', class: now > before ? 'security' : 'visible' }, before, now),
    ...property(
      { name, of: 'payloadFormatVersion', class: 'breaking', causes: at(name, event) },
      made.payloadFormatVersion,
      given.payloadFormatVersion,
    ),
    ...property(
      { name, of: 'enableSimpleResponses', class: 'breaking', causes: refusals },
      made.enableSimpleResponses,
      given.enableSimpleResponses,
    ),
    ...property(
      { name, of: 'credentials', class: 'breaking' },
      writtenValue(made.credentials),
      writtenValue(given.credentials),
    ),
  ];
}

interface Property {
  name: string;
  of: string;
  class: DefinitionDifference['class'];
  causes?: Concerns;
}

function property({ name, of, ...rest }: Property, made: Json | undefined, given: Json | undefined) {
  if (isDeepStrictEqual(made, given)) return [];
  return [differing({ ...rest, aspect: `definition.authorizers.${name}.${of}`, route: null }, made, given)];
}

/** Header names have no letter case that counts. */
function sourceOf(source: string): string {
  return /^\$request\.header\./.test(source) ? source.toLowerCase() : source;
}

/** On both sides this authorizer decided. */
function at(name: string, concerns: Concerns): Concerns {
  return (difference, sighting) => {
    const { authorization } = sighting.http;
    return authorization.kind !== 'open' && authorization.by === name && concerns(difference, sighting);
  };
}

/** Whoever REST let pass is turned away by this authorizer, with all that follows. */
function refusalsBy(name: string): Concerns {
  return at(
    name,
    (_, { rest, http }) => rest.authorization.kind === 'allowed' && http.authorization.kind === 'refused',
  );
}
