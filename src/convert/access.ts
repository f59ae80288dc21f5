import {
  type Authorizer,
  type HttpAuthorizer,
  nearest,
  type Operation,
  type Requirement,
  type RestApi,
  type RouteAuthorization,
} from '../model/index.js';
import { OperationClaims, type Part, type Verdict } from './claim.js';

/** The authorizers of an API: those read, and those that could be converted. */
export interface Authorizers {
  rest: RestApi['authorizers'];
  http: Map<string, HttpAuthorizer>;
  /** Names whose conversion waits for a decision or an acceptance. */
  waiting: ReadonlySet<string>;
}

/**
 * Rebuilds who may call a route, as exactly one requirement (FE-AU-ONE, IM-ERR-MULTISEC). Whatever REST asked for and
 * HTTP cannot ask for is blocked, until somebody accepts that very loss by name.
 */
export function convertAccess(operation: Operation, authorizers: Authorizers): Part<RouteAuthorization> {
  const part = new OperationClaims(operation);
  const found = operation.access.requirements.flatMap(
    (requirement) => convertRequirement(part, requirement, authorizers) ?? [],
  );
  return { value: found[0] ?? { kind: 'none' }, claims: part.claims };
}

function convertRequirement(
  part: OperationClaims,
  requirement: Requirement,
  authorizers: Authorizers,
): RouteAuthorization | undefined {
  const { at } = requirement;
  switch (requirement.kind) {
    case 'iam':
      part.claim('security-requirement', at, {
        rule: 'access/iam',
        outcome: 'behaviour-changes',
        message: 'IAM authorization is carried over; policies that name the ARN of the REST API do not cover it.',
      });
      return { kind: 'iam' };
    case 'api-key':
      part.claim('security-requirement', at, {
        rule: 'access/api-key',
        outcome: 'blocked',
        message: 'The method asks for an API key; HTTP APIs have none, so callers without a key would pass.',
      });
      return undefined;
    case 'unresolved':
      part.claim('security-requirement', at, unresolvedVerdict(requirement, authorizers.rest));
      return undefined;
    case 'authorizer': {
      const source = authorizers.rest.find(({ name }) => name === requirement.scheme);
      part.claim('security-requirement', at, authorizerVerdict(requirement, source, authorizers));
      const scopes = source?.kind === 'cognito' ? requirement.scopes : [];
      return { kind: 'authorizer', name: requirement.scheme, scopes };
    }
  }
}

function unresolvedVerdict(requirement: UnresolvedRequirement, defined: Authorizer[]): Verdict {
  const message = unresolvedMessage(requirement, defined);
  const rule = requirement.reason === 'several-authorizers' ? 'access/several-authorizers' : 'access/unresolved';
  return { rule, outcome: 'unknown', message };
}

type UnresolvedRequirement = Extract<Requirement, { kind: 'unresolved' }>;

/** What AWS's import makes of schemes without authorizer is known from one of its warnings: amazon-archives/aws-apigateway-importer#187 (C). */
function unresolvedMessage({ scheme, reason }: UnresolvedRequirement, defined: Authorizer[]): string {
  switch (reason) {
    case 'several-authorizers':
      return `The definition names ${scheme} among several ways to authorize callers; a method has one, and the file does not tell which.`;
    case 'unreadable':
      return `What ${scheme} asks for is hidden by a function or is no list, so the file does not tell who may call.`;
    case 'scheme-undefined': {
      const meant = nearest(
        scheme,
        defined.map(({ name }) => name),
      );
      const hint = meant === undefined ? '' : ` The nearest authorizer that is defined is ${meant}.`;
      return `The security scheme ${scheme} is not defined in this file, so it does not tell what a caller must present.${hint}`;
    }
    case 'scheme-without-authorizer':
      return `The security scheme ${scheme} has no API Gateway authorizer. A warning of AWS's import says that such schemes are ignored, so the method is probably open today.`;
    case 'authorizer-missing':
      return `The security scheme ${scheme} has an authtype and no authorizer. A warning of AWS's import says that methods with it are not created, so the file is probably not what runs today.`;
  }
}

type AuthorizerRequirement = Extract<Requirement, { kind: 'authorizer' }>;

function authorizerVerdict(
  requirement: AuthorizerRequirement,
  source: Authorizer | undefined,
  { http, waiting }: Authorizers,
): Verdict {
  const { scheme } = requirement;
  if (!http.has(scheme)) {
    return {
      rule: 'access/authorizer-stays',
      outcome: 'blocked',
      message: staysMessage(requirement, source),
      decidable: waiting.has(scheme),
    };
  }
  if (source?.kind === 'cognito') return cognitoVerdict(requirement);
  return { rule: 'access/authorizer', outcome: 'carried', message: `The route asks for ${scheme}.` };
}

/** Says at once what else will be asked, so that nobody has to decide in two rounds. */
function staysMessage({ scheme, scopes }: AuthorizerRequirement, source: Authorizer | undefined): string {
  const message = `The authorizer ${scheme} does not move, and no route goes without its authorizer.`;
  if (source?.kind !== 'cognito' || scopes.length > 0) return message;
  return `${message} When it does, access/cognito-token-kinds has to be accepted here, or the method needs scopes.`;
}

/** Limits Q-SCOPES and Q-SCOPELEN. */
function cognitoVerdict({ scheme, scopes }: AuthorizerRequirement): Verdict {
  if (scopes.length === 0) {
    return {
      rule: 'access/cognito-token-kinds',
      outcome: 'blocked',
      message: `Without scopes ${scheme} takes ID tokens only; the JWT authorizer would take access tokens too.`,
    };
  }
  if (scopes.length > 10 || scopes.some((scope) => scope.length > 64)) {
    return {
      rule: 'access/scopes-limit',
      outcome: 'blocked',
      message: `A route of an HTTP API has at most 10 scopes of 64 characters each; this one has ${scopes.length}.`,
    };
  }
  return {
    rule: 'access/authorizer',
    outcome: 'carried',
    message: `The route asks for ${scheme} with the same scopes.`,
  };
}
