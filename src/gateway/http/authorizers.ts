import type { HttpApi, HttpAuthorizer, RouteAuthorization } from '../../model/index.js';
import type { Backends, Deployment } from '../gateway.js';
import { type Access, decided } from './access.js';
import { serverError } from './errors.js';
import { openIam } from './iam.js';
import type { Invocation } from './invocation.js';
import { openJwtAuthorizer } from './jwt.js';
import { openLambdaAuthorizer } from './lambda-authorizers.js';

/** Decides who may pass a route. */
export type Authorize = (invocation: Invocation) => Promise<Access> | Access;

const open = decided({ kind: 'open' });

/** @returns what decides about a route that asks for this. */
export type AuthorizeRoute = (authorization: RouteAuthorization) => Authorize;

type Authorizer = (invocation: Invocation, scopes: readonly string[]) => Promise<Access>;

/**
 * Opens all authorizers of an API, with their caches. A route whose authorizer does not exist is refused, never let through.
 */
export function openAuthorizers(api: HttpApi, backends: Backends, deployment: Deployment): AuthorizeRoute {
  const authorizers = new Map(api.authorizers.map((one) => [one.name, openAuthorizer(one, backends, deployment)]));
  const iam = openIam(deployment);
  return (authorization) => {
    switch (authorization.kind) {
      case 'none':
        return () => open;
      case 'iam':
        return iam;
      case 'authorizer': {
        const { name, scopes } = authorization;
        const authorizer = authorizers.get(name);
        return (invocation) => (authorizer ? authorizer(invocation, scopes) : noAuthorizer(name));
      }
    }
  };
}

function openAuthorizer(authorizer: HttpAuthorizer, backends: Backends, deployment: Deployment): Authorizer {
  switch (authorizer.kind) {
    case 'request':
      return openLambdaAuthorizer(authorizer, backends, deployment);
    case 'jwt':
      return openJwtAuthorizer(authorizer, deployment);
  }
}

function noAuthorizer(name: string): Access {
  const reason = 'the definition has no authorizer of this name';
  return decided({ kind: 'refused', by: name, reason, response: serverError() }, [`authorizer ${name}: ${reason}`]);
}
