/** One call that policies are asked about. */
export interface PolicyCall {
  /** Of the method and path that is called (RT-AUTH-ARN-MATCH). */
  arn: string;
  principal: Principal;
  /** @returns the values of a condition key, whose name is in lower case. */
  valuesOf(key: string): KeyValues;
}

/** Who calls. `unknown`: signed by somebody of whom nothing is known. */
export type Principal = { kind: 'anonymous' } | { kind: 'unknown' } | KnownPrincipal;

export interface KnownPrincipal {
  kind: 'known';
  accountId: string;
  /** All ARNs that a policy can name the caller by: of the user, or of the role and its session. */
  arns: readonly string[];
}

/** `absent`: the request has no such key, which conditions treat in their own way; `unknown`: it may or may not. */
export type KeyValues = readonly string[] | 'absent' | 'unknown';
