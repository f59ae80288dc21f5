import type { AuthorizationResult } from '../gateway.js';
import type { Caller } from '../payload/rest-request.js';
import type { Fault, FaultType } from './faults.js';

/** What one requirement, or all of a method, decided about the caller. */
export interface Access {
  result: AuthorizationResult;
  /** Ends the request; present exactly when the result is a refusal. */
  fault?: Fault;
  /** Of a refusal: what gateway responses may show of the caller. */
  caller: Caller;
  /** What the decision left out of account. */
  notSimulated: string[];
}

/** A caller about whom nothing is known. */
export const nobody: Caller = { identity: {}, signed: false };

/** Nothing was asked. */
export const open: Access = { result: { kind: 'open' }, caller: nobody, notSimulated: [] };

export function allowed(by: string, caller: Caller = nobody, notSimulated: string[] = []): Access {
  return { result: { kind: 'allowed', by }, caller, notSimulated };
}

/** @param reason for people; must not hold the token or key */
export function refused(by: string, reason: string, fault: Fault, notSimulated: string[] = []): Access {
  return { result: { kind: 'refused', by, reason }, fault, caller: nobody, notSimulated };
}

/** 401 without a call to the authorizer (RT-AUTH-F-MISSING). */
export function unauthorized(message = 'Unauthorized'): Fault {
  return { fault: 'UNAUTHORIZED', message };
}

/** 500 `{"message":null}`: the authorizer itself failed (RT-AUTH-F-ERROR). */
export function authorizerFailed(): Fault {
  return { fault: 'AUTHORIZER_CONFIGURATION_ERROR', message: null };
}

/** 403 with a text that names what is wrong. */
export function forbidden(fault: FaultType, message: string): Fault {
  return { fault, message };
}
