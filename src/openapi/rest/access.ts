import {
  type Access,
  below,
  isObject,
  type Json,
  type JsonObject,
  type Pointer,
  type Requirement,
} from '../../model/index.js';
import { isIntrinsic, templatedOf } from '../templated.js';
import { schemesOf } from './authorizers.js';

/**
 * Reads who may call a method. REST adds requirements up, whatever OpenAPI says about alternatives: IAM and API key
 * are exported as two alternatives and mean both (GE-SEC-BOTH). A `security` at the root counts for methods without
 * their own: AWS's guide says it is ignored, a recording shows it applied (IS-GLOBAL), and the stricter reading is safe.
 */
export function readAccess(root: JsonObject, operation: JsonObject, at: Pointer): Access {
  const { security } = operation;
  // null says as little as absence.
  const own = security !== undefined && security !== null;
  const list = own ? security : root['security'];
  const listAt = own ? below(at, 'security') : '/security';
  const requirements = [
    ...authExtension(operation, at),
    ...requirementsIn({ root, list: list ?? [], at: listAt, inherited: !own }),
  ];
  return { requirements: withoutAlternatives(unique(requirements)) };
}

interface RequirementList {
  root: JsonObject;
  list: Json;
  at: Pointer;
  inherited: boolean;
}

/** What is no list of objects, such as a condition of CloudFormation, hides who may call. */
function requirementsIn({ root, list, at, inherited }: RequirementList): Requirement[] {
  if (!Array.isArray(list)) return [unreadable('security', at, inherited)];
  return list.flatMap((alternative, index) => {
    const place = below(at, index);
    if (!isObject(alternative) || isIntrinsic(alternative)) return [unreadable('security', place, inherited)];
    return Object.entries(alternative).map(([scheme, scopes]) => {
      const schemePlace = { scheme, at: below(place, scheme), inherited };
      const texts = scopesOf(scopes);
      return texts ? requirement(root, schemePlace, texts) : unreadable(scheme, schemePlace.at, inherited);
    });
  });
}

function unreadable(scheme: string, at: Pointer, inherited: boolean): Requirement {
  return { kind: 'unresolved', reason: 'unreadable', scheme, at, inherited };
}

/** @returns the scopes, or undefined where a function of CloudFormation hides one: no text can stand for it */
function scopesOf(scopes: Json | undefined): string[] | undefined {
  const list = scopes ?? [];
  if (!Array.isArray(list)) return undefined;
  return list.every((scope) => typeof scope === 'string') ? list : undefined;
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
  const reason = authtype === undefined ? 'scheme-without-authorizer' : 'authorizer-missing';
  return { kind: 'unresolved', reason, ...place };
}

/** `x-amazon-apigateway-auth` (IS-IAM1). */
function authExtension(operation: JsonObject, at: Pointer): Requirement[] {
  const key = 'x-amazon-apigateway-auth';
  const extension = operation[key];
  if (extension === undefined || extension === null) return [];
  if (!isObject(extension)) return [unreadable(key, below(at, key), false)];
  const type = templatedOf(extension['type'])?.text ?? '';
  const place = { scheme: type, at: below(at, key), inherited: false };
  if (type.toUpperCase() === 'NONE') return [];
  if (type.toUpperCase() === 'AWS_IAM') return [{ kind: 'iam', ...place }];
  return [{ kind: 'unresolved', reason: 'scheme-undefined', ...place }];
}

/** The same requirement may stand in several alternatives; with other scopes it is another one. */
function unique(requirements: Requirement[]): Requirement[] {
  if (requirements.length < 2) return requirements;
  const keyOf = (each: Requirement) =>
    JSON.stringify([
      each.kind,
      each.kind === 'iam' ? '' : each.scheme,
      each.kind === 'authorizer' ? [...each.scopes].sort() : [],
    ]);
  const keys = requirements.map((each) => (each.kind === 'unresolved' ? each.at : keyOf(each)));
  return requirements.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** A REST method has one authorizer or IAM. Where the file names several, it does not tell which. */
function withoutAlternatives(requirements: Requirement[]): Requirement[] {
  const callers = requirements.filter(({ kind }) => kind === 'authorizer' || kind === 'iam');
  if (callers.length < 2) return requirements;
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
