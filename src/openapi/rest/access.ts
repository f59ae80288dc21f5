import {
  type Access,
  below,
  isObject,
  type Json,
  type JsonObject,
  type Pointer,
  type Requirement,
} from '../../model/index.js';
import { templatedOf } from '../templated.js';
import { schemesOf } from './authorizers.js';

/**
 * Reads who may call a method. REST adds requirements up, whatever OpenAPI says about alternatives: IAM and API key
 * are exported as two alternatives and mean both (GE-SEC-BOTH). A `security` at the root counts for methods without
 * their own: AWS's guide says it is ignored, a recording shows it applied (IS-GLOBAL), and the stricter reading is safe.
 */
export function readAccess(root: JsonObject, operation: JsonObject, at: Pointer): Access {
  const own = operation['security'] !== undefined;
  const list = own ? operation['security'] : root['security'];
  const listAt = own ? below(at, 'security') : '/security';
  const requirements = [
    ...authExtension(operation, at),
    ...requirementsIn({ root, list, at: listAt, inherited: !own }),
  ];
  return { requirements: withoutAlternatives(unique(requirements)) };
}

interface RequirementList {
  root: JsonObject;
  list: Json | undefined;
  at: Pointer;
  inherited: boolean;
}

function requirementsIn({ root, list, at, inherited }: RequirementList): Requirement[] {
  return (Array.isArray(list) ? list : []).flatMap((alternative, index) =>
    Object.entries(isObject(alternative) ? alternative : {}).map(([scheme, scopes]) =>
      requirement(root, { scheme, at: below(at, index, scheme), inherited }, textsOf(scopes)),
    ),
  );
}

function textsOf(scopes: Json | undefined): string[] {
  return (Array.isArray(scopes) ? scopes : []).flatMap((scope) => templatedOf(scope)?.text ?? []);
}

type RequirementPlace = Pick<Requirement, 'scheme' | 'at' | 'inherited'>;

function requirement(root: JsonObject, place: RequirementPlace, scopes: string[]): Requirement {
  const scheme = schemesOf(root).schemes[place.scheme];
  if (!isObject(scheme)) return { kind: 'unresolved', reason: 'scheme-undefined', ...place };
  if (isObject(scheme['x-amazon-apigateway-authorizer'])) return { kind: 'authorizer', scopes, ...place };
  const authtype = templatedOf(scheme['x-amazon-apigateway-authtype'])?.text.toLowerCase();
  if (authtype === 'awssigv4') return { kind: 'iam', ...place };
  const name = templatedOf(scheme['name'])?.text.toLowerCase();
  if (scheme['type'] === 'apiKey' && name === 'x-api-key') return { kind: 'api-key', ...place };
  return { kind: 'unresolved', reason: 'scheme-without-authorizer', ...place };
}

/** `x-amazon-apigateway-auth` (IS-IAM1). */
function authExtension(operation: JsonObject, at: Pointer): Requirement[] {
  const key = 'x-amazon-apigateway-auth';
  const extension = operation[key];
  if (!isObject(extension)) return [];
  const type = templatedOf(extension['type'])?.text ?? '';
  const place = { scheme: type, at: below(at, key), inherited: false };
  if (type.toUpperCase() === 'NONE') return [];
  if (type.toUpperCase() === 'AWS_IAM') return [{ kind: 'iam', ...place }];
  return [{ kind: 'unresolved', reason: 'scheme-undefined', ...place }];
}

function unique(requirements: Requirement[]): Requirement[] {
  return [...new Map(requirements.map((each) => [`${each.kind} ${each.scheme}`, each])).values()];
}

/** A REST method has one authorizer or IAM. Where the file names several, it does not tell which. */
function withoutAlternatives(requirements: Requirement[]): Requirement[] {
  const callers = requirements.filter(({ kind }) => kind === 'authorizer' || kind === 'iam');
  const kinds = new Set(callers.map(({ kind, scheme }) => (kind === 'iam' ? 'iam' : scheme)));
  if (kinds.size < 2) return requirements;
  return requirements.map((each) =>
    each.kind === 'authorizer' || each.kind === 'iam'
      ? {
          kind: 'unresolved',
          reason: 'several-authorizers',
          scheme: each.scheme,
          at: each.at,
          inherited: each.inherited,
        }
      : each,
  );
}
