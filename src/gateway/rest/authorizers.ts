import type { Operation, Requirement, RestApi } from '../../model/index.js';
import type { Deployment } from '../gateway.js';
import type { Caller, RoutedRequest } from '../payload/rest-request.js';
import { type Access, authorizerFailed, nobody, refused } from './access.js';
import { requireApiKey } from './api-keys.js';
import type { Calls } from './calls.js';
import { authorizeByCognito } from './cognito-authorizers.js';
import { authorizeByIam } from './iam.js';
import { type Authorize, openLambdaAuthorizer } from './lambda-authorizers.js';
import type { ApiSettings } from './settings.js';

/** Decides about one request by everything that its method asks for. */
export type AuthorizeMethod = (operation: Operation, request: RoutedRequest, calls: Calls) => Promise<Access>;

/**
 * Opens the authorizers of an API. A method's requirements add up: authorizer or IAM first, then the API key
 * (GE-SEC-BOTH, RT-PIPE-KEY-LOG). What cannot be decided is refused with 500 and named, never skipped.
 */
export function openAuthorizers(api: RestApi, deployment: Deployment, settings: ApiSettings): AuthorizeMethod {
  const byName = new Map(api.authorizers.map((authorizer) => [authorizer.name, authorizer]));
  const lambdas = new Map<string, Authorize>();
  for (const authorizer of api.authorizers) {
    if (authorizer.kind !== 'token' && authorizer.kind !== 'request') continue;
    lambdas.set(authorizer.name, openLambdaAuthorizer(authorizer, deployment, settings.edge));
  }

  async function byAuthorizer(
    { scheme, scopes }: Requirement & { kind: 'authorizer' },
    request: RoutedRequest,
    calls: Calls,
  ): Promise<Access> {
    const authorizer = byName.get(scheme);
    switch (authorizer?.kind) {
      case 'token':
      case 'request':
        return (await lambdas.get(scheme)?.(request, calls)) ?? undecidable(scheme, 'it is not defined');
      case 'cognito':
        return authorizeByCognito(authorizer, scopes, request, deployment);
      case 'unknown':
        return undecidable(scheme, `type ${authorizer.type}`);
      case undefined:
        return undecidable(scheme, 'it is not defined');
    }
  }

  return async (operation, request, calls) => {
    let access: Access = { result: { kind: 'open' }, caller: nobody, notSimulated: [] };
    for (const requirement of keysLast(operation.access.requirements)) {
      access = both(access, await decideOne(requirement));
      if (access.fault) return access;
    }
    return access;

    async function decideOne(requirement: Requirement): Promise<Access> {
      switch (requirement.kind) {
        case 'authorizer':
          return byAuthorizer(requirement, request, calls);
        case 'iam':
          return authorizeByIam(request);
        case 'api-key':
          return requireApiKey(request, access, deployment, settings);
        case 'unresolved':
          return undecidable(requirement.scheme, requirement.reason);
      }
    }
  };
}

function keysLast(requirements: readonly Requirement[]): Requirement[] {
  return [
    ...requirements.filter(({ kind }) => kind !== 'api-key'),
    ...requirements.filter(({ kind }) => kind === 'api-key'),
  ];
}

function undecidable(scheme: string, why: string): Access {
  return refused(scheme, why, authorizerFailed(), [`authorization by ${scheme}: ${why}`]);
}

/** @returns the first decision and the next one together; a refusal of the next one is the outcome. */
function both(first: Access, next: Access): Access {
  const notSimulated = [...first.notSimulated, ...next.notSimulated];
  if (next.fault || first.result.kind !== 'allowed' || next.result.kind !== 'allowed') {
    return { ...next, caller: join(first.caller, next.caller), notSimulated };
  }
  const by = `${first.result.by}, ${next.result.by}`;
  return { result: { kind: 'allowed', by }, caller: join(first.caller, next.caller), notSimulated };
}

function join(first: Caller, next: Caller): Caller {
  return {
    ...first,
    ...next,
    identity: { ...first.identity, ...next.identity },
    signed: first.signed || next.signed,
  };
}
