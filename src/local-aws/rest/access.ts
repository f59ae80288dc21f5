import type { Requirement } from '../../model/index.js';
import type { AuthorizerItem, MethodItem } from './control-plane.js';

/** Who may call a method, in the words of the control plane. */
export type MethodAccess = Pick<
  MethodItem,
  'authorizationType' | 'authorizerId' | 'authorizationScopes' | 'apiKeyRequired'
>;

/**
 * What `security` makes of a method. Requirements add up, and those of the root count where a method has none (recorded,
 * IS-GLOBAL). A scheme that is plain OpenAPI, or that nobody defined, protects nothing: samples of AWS's own import so
 * (amazon-api-gateway-developer-guide, request validation).
 *
 * @returns why the method cannot be made: it asks for an authorizer that could not be made, or for what nobody can read
 */
export function accessOf(requirements: readonly Requirement[], authorizers: readonly AuthorizerItem[]) {
  const access: MethodAccess = { authorizationType: 'NONE', apiKeyRequired: false };
  for (const requirement of requirements) {
    if (requirement.kind === 'api-key') access.apiKeyRequired = true;
    else if (access.authorizationType === 'NONE') {
      const caller = callerOf(requirement, authorizers);
      if (caller === undefined) return { refused: invalidAuthorizer };
      Object.assign(access, caller);
    }
  }
  return { access };
}

/** Recorded for PutMethod. */
export const invalidAuthorizer =
  'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.';

type Caller = Pick<MethodAccess, 'authorizationType' | 'authorizerId' | 'authorizationScopes'>;

function callerOf(
  requirement: Exclude<Requirement, { kind: 'api-key' }>,
  authorizers: readonly AuthorizerItem[],
): Caller | undefined {
  switch (requirement.kind) {
    case 'iam':
      return { authorizationType: 'AWS_IAM' };
    case 'authorizer':
      return authorized(requirement.scheme, requirement.scopes, authorizers);
    case 'unresolved':
      return unresolved(requirement, authorizers);
  }
}

function authorized(scheme: string, scopes: string[], authorizers: readonly AuthorizerItem[]): Caller | undefined {
  const authorizer = authorizers.find(({ name }) => name === scheme);
  if (authorizer === undefined) return undefined;
  return {
    authorizationType: authorizer.type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    authorizerId: authorizer.id,
    ...(scopes.length > 0 && { authorizationScopes: scopes }),
  };
}

function unresolved(
  { reason, scheme }: Extract<Requirement, { kind: 'unresolved' }>,
  authorizers: readonly AuthorizerItem[],
): Caller | undefined {
  switch (reason) {
    case 'scheme-without-authorizer':
    case 'scheme-undefined':
      return { authorizationType: 'NONE' };
    case 'several-authorizers':
      // A method has one; the first is our choice. IAM is the only caller that is no authorizer.
      return authorized(scheme, [], authorizers) ?? { authorizationType: 'AWS_IAM' };
    case 'unreadable':
      return undefined;
  }
}
