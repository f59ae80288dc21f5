import type { HttpApi, HttpAuthorizer, RouteAuthorization } from '../../model/index.js';
import type { Backends, Deployment } from '../gateway.js';
import { type Access, decided } from './access.js';
import { serverError } from './errors.js';
import { authorizeByIam } from './iam.js';
import type { Invocation } from './invocation.js';
import { authorizeByJwt } from './jwt.js';
import { openLambdaAuthorizer } from './lambda-authorizers.js';

/** Decides who may pass a route. */
export type Authorize = (invocation: Invocation) => Promise<Access>;

type Authorizer = (invocation: Invocation, scopes: readonly string[]) => Promise<Access>;

/**
 * Opens all authorizers of an API, with their caches. A route whose authorizer does not exist is refused, never let through.
 */
export function openAuthorizers(api: HttpApi, backends: Backends, deployment: Deployment): Authorize {
  const authorizers = new Map(api.authorizers.map((one) => [one.name, openAuthorizer(one, backends, deployment)]));
  return async (invocation) => {
    const authorization: RouteAuthorization = invocation.route.authorization;
    switch (authorization.kind) {
      case 'none':
        return decided({ kind: 'open' });
      case 'iam':
        return authorizeByIam(invocation);
      case 'authorizer': {
        const authorizer = authorizers.get(authorization.name);
        return authorizer ? authorizer(invocation, authorization.scopes) : noAuthorizer(authorization.name);
      }
    }
  };
}

function openAuthorizer(authorizer: HttpAuthorizer, backends: Backends, deployment: Deployment): Authorizer {
  switch (authorizer.kind) {
    case 'request':
      return openLambdaAuthorizer(authorizer, backends, deployment);
    case 'jwt':
      return (invocation, scopes) => authorizeByJwt(authorizer, scopes, invocation);
  }
}

function noAuthorizer(name: string): Access {
  const reason = 'the definition has no authorizer of this name';
  return decided({ kind: 'refused', by: name, reason, response: serverError() }, [`authorizer ${name}: ${reason}`]);
}
