import type { HttpLambdaAuthorizer, IdentitySource, LambdaAuthorizer } from '../model/index.js';
import type { ConvertedAuthorizer } from './authorizers.js';
import { isHttpContextVariable } from './context-variables.js';
import { callsAsCaller } from './credentials.js';
import { permissionSentence } from './lambda-function.js';

/** AWS's default where the definition gives none (RT-AUTH-TTL); HTTP APIs state no default, so it is written (XA-TTL). */
const defaultTtl = 300;

/** Turns a TOKEN or REQUEST authorizer into the one kind of Lambda authorizer that HTTP APIs have (FE-AUT-LAM). */
export function convertLambdaAuthorizer(authorizer: LambdaAuthorizer): ConvertedAuthorizer {
  const { name, uri, credentials } = authorizer;
  if (uri.text === '') {
    const message = `The authorizer ${name} names no function.`;
    return { claim: { rule: 'authorizers/unknown-type', outcome: 'unknown', message } };
  }
  if (callsAsCaller(authorizer)) {
    const message = `The function of ${name} is called with the credentials of the caller; what HTTP APIs do with that value is not documented.`;
    return { claim: { rule: 'authorizers/caller-credentials', outcome: 'unknown', message } };
  }
  const missing = authorizer.identitySources.filter((source) => identitySource(source) === undefined);
  if (missing.length > 0) return withoutCounterpart(name, missing);
  const sources = authorizer.identitySources.flatMap((source) => identitySource(source) ?? []);
  const value: HttpLambdaAuthorizer = {
    kind: 'request',
    name,
    uri,
    ...(credentials && { credentials }),
    payloadFormatVersion: '1.0',
    enableSimpleResponses: false,
    identitySources: sources,
    // Without identity source there is nothing to cache by (FE-AU-TTL).
    ttl: sources.length === 0 ? 0 : (authorizer.ttl ?? defaultTtl),
  };
  return { value, claim: claimOf(authorizer, value) };
}

function claimOf({ kind, name, uri, ttl, credentials }: LambdaAuthorizer, value: HttpLambdaAuthorizer) {
  const permission = credentials ? '' : permissionSentence(uri);
  if (kind === 'token') {
    const message = `${name} becomes a REQUEST authorizer with payload 1.0: the function still finds authorizationToken and methodArn, but the type is REQUEST.${permission}`;
    return { rule: 'authorizers/token', outcome: 'behaviour-changes', message } as const;
  }
  const [, ...others] = value.identitySources;
  const several = others.length === 0 ? '' : ` Callers need all of ${value.identitySources.join(', ')}.`;
  // RT-PIPE-IDSRC: a REST API insists on identity sources only while it caches results.
  const uncached =
    ttl === 0 && value.identitySources.length > 0
      ? ' Results are not cached, so the REST API asks the function even where an identity source is missing; the HTTP API answers 401 by itself.'
      : '';
  const message = `${name} stays a REQUEST authorizer with payload 1.0; header names in its event are in lower case.${several}${uncached}${permission}`;
  return { rule: 'authorizers/request', outcome: 'behaviour-changes', message } as const;
}

/** A context variable that HTTP APIs lack is known to be lost; what is no identity source at all, the file does not tell. */
function withoutCounterpart(name: string, missing: IdentitySource[]): ConvertedAuthorizer {
  const texts = missing.map((source) =>
    source.kind === 'context' ? `context.${source.name}` : 'one that cannot be read',
  );
  const outcome = missing.every(({ kind }) => kind === 'context') ? 'blocked' : 'unknown';
  const message = `Identity sources of ${name} have no counterpart in HTTP APIs: ${texts.join(', ')}.`;
  return { claim: { rule: 'authorizers/identity-source', outcome, message } };
}

/** FE-AU-IDSRC. Only `$context` variables of the HTTP list exist. */
function identitySource(source: IdentitySource): string | undefined {
  switch (source.kind) {
    case 'header':
      return `$request.header.${source.name}`;
    case 'querystring':
      return `$request.querystring.${source.name}`;
    case 'stageVariable':
      return `$stageVariables.${source.name}`;
    case 'context':
      return isHttpContextVariable(source.name) ? `$context.${source.name}` : undefined;
    case 'unknown':
      return undefined;
  }
}
