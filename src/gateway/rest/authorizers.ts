import type { Authorizer, Operation, Requirement, RestApi } from '../../model/index.js';
import { invokeArn } from '../invoke-arn.js';
import type { Caller, RoutedRequest } from '../payload/rest-request.js';
import { type Access, authorizerFailed, open, refused } from './access.js';
import { openApiKeys } from './api-keys.js';
import type { Calls } from './calls.js';
import { openCognito } from './cognito-authorizers.js';
import { openIam } from './iam.js';
import { type Authorize, openLambdaAuthorizer } from './lambda-authorizers.js';
import type { AuthorizerScope } from './policy-call.js';
import { requireAllow } from './resource-policy.js';

/** Decides about one request by everything that its method asks for; `undefined` for a method that asks for nothing. */
export type AuthorizeMethod = ((request: RoutedRequest, calls: Calls) => Promise<Access>) | undefined;

/** Decides by one requirement. @param sofar what those before it decided */
type Gate = (request: RoutedRequest, calls: Calls, sofar: Access) => Access | Promise<Access>;

/**
 * Opens the authorizers of an API. A method's requirements add up: authorizer or IAM first, then the API key
 * (GE-SEC-BOTH, RT-PIPE-KEY-LOG). Where nobody is asked who they are, the resource policy decides alone. What cannot be
 * decided is refused with 500 and named, never skipped.
 *
 * @returns what decides for a method, made once
 */
export function openAuthorizers(api: RestApi, scope: AuthorizerScope): (operation: Operation) => AuthorizeMethod {
  const byName = new Map(api.authorizers.map((authorizer) => [authorizer.name, openAuthorizer(authorizer, scope)]));
  const iam = openIam(scope);
  const requireApiKey = openApiKeys(scope);
  const { judgeResource } = scope;

  function gateOf(requirement: Requirement): Gate {
    switch (requirement.kind) {
      case 'authorizer':
        return (
          byName.get(requirement.scheme)?.(requirement.scopes) ?? undecidable(requirement.scheme, 'it is not defined')
        );
      case 'iam':
        return iam;
      case 'api-key':
        return (request, _calls, sofar) => requireApiKey(request, sofar);
      case 'unresolved':
        return undecidable(requirement.scheme, requirement.reason);
    }
  }

  return ({ access: { requirements } }) => {
    const keys = requirements.filter(({ kind }) => kind === 'api-key').map(gateOf);
    const identity = requirements.filter(({ kind }) => kind !== 'api-key').map(gateOf);
    const policy: Gate[] = judgeResource && identity.length === 0 ? [byPolicyAlone(scope, judgeResource)] : [];
    return allOf([...policy, ...identity, ...keys]);
  };
}

/** @returns the gate for a method with these scopes */
function openAuthorizer(authorizer: Authorizer, scope: AuthorizerScope): (scopes: readonly string[]) => Gate {
  switch (authorizer.kind) {
    case 'token':
    case 'request': {
      const authorize: Authorize = openLambdaAuthorizer(authorizer, scope);
      return () => authorize;
    }
    case 'cognito':
      return openCognito(authorizer, scope);
    case 'unknown':
      return () => undecidable(authorizer.name, `type ${authorizer.type}`);
  }
}

function byPolicyAlone({ deployment }: AuthorizerScope, judge: NonNullable<AuthorizerScope['judgeResource']>): Gate {
  return (request) => requireAllow(judge(request, 'anonymous'), invokeArn(deployment, request.method, request.path));
}

function undecidable(scheme: string, why: string): Gate {
  return () => refused(scheme, why, authorizerFailed(), [`authorization by ${scheme}: ${why}`]);
}

function allOf(gates: readonly Gate[]): AuthorizeMethod {
  if (gates.length === 0) return undefined;
  return async (request, calls) => {
    let access = open;
    for (const gate of gates) {
      access = both(access, await gate(request, calls, access));
      if (access.fault) return access;
    }
    return access;
  };
}

/** @returns the first decision and the next one together; a refusal of the next one is the outcome. */
function both(first: Access, next: Access): Access {
  if (first === open) return next;
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
