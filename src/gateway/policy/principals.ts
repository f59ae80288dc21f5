import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { PolicyCall, Principal } from './call.js';
import { fits, listOf, type PolicyText, readText } from './texts.js';
import { not, some, type Truth } from './truth.js';

/**
 * Whether a statement of a resource policy speaks of a caller. A policy that names an account gives the account the
 * right to let its own users in: such an Allow lets nobody of the API's own account in by itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type ConcernsPrincipal = (call: PolicyCall) => Truth;

/** Only resource policies have principals, and those stand in definitions. */
const definition = { hasVariables: false, isInDefinition: true };

/** @param ownAccount of the API */
export function readPrincipals(statement: JsonObject, ownAccount: string): ConcernsPrincipal {
  const { Principal: included, NotPrincipal: excluded } = statement;
  if (excluded !== undefined) {
    const names = namesOf(excluded);
    return (call) => not(some(names, (name) => isNamed(name, call, true)));
  }
  if (included === undefined) return () => ({ undecided: 'a statement without Principal' });
  const names = namesOf(included);
  const isAllow = statement['Effect'] === 'Allow';
  return (call) => {
    const delegates = !isAllow || call.principal.kind !== 'known' || call.principal.accountId !== ownAccount;
    return some(names, (name) => isNamed(name, call, delegates));
  };
}

/** A name and its kind: `AWS`, `Service`, `Federated`. */
interface Name {
  kind: string;
  text: PolicyText;
}

function namesOf(value: Json): Name[] {
  if (!isObject(value) || Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))) {
    return listOf(value).map((one) => ({ kind: 'AWS', text: readText(one, definition) }));
  }
  return Object.entries(value).flatMap(([kind, names]) =>
    listOf(names).map((one) => ({ kind, text: readText(one, definition) })),
  );
}

function isNamed({ kind, text }: Name, call: PolicyCall, byAccount: boolean): Truth {
  return fits(text, call, (name) => {
    if (name === '*') return true;
    if (kind !== 'AWS') return call.principal.kind === 'unknown' ? { undecided: `principal ${kind}` } : false;
    return isPrincipal(name, call.principal, byAccount);
  });
}

function isPrincipal(name: string, principal: Principal, byAccount: boolean): Truth {
  switch (principal.kind) {
    case 'anonymous':
      return false;
    case 'unknown':
      return { undecided: `whether the caller is ${name}` };
    case 'known': {
      const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
      return account === undefined ? principal.arns.includes(name) : byAccount && account === principal.accountId;
    }
  }
}
