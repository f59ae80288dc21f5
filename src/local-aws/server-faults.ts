import type { Refusal } from './operation.js';

/** What can go wrong on the way: refused for its rate or its rights, or cut off before or after the work is done. */
export type Fault = 'throttle' | 'deny' | 'drop-before' | 'drop-after';

/** A call that has been understood. */
export interface AwsCall {
  /** Of the operation: `CreateRoute`. */
  name: string;
  /** Counts from 1, over all operations. */
  number: number;
}

/** Decides for each call whether something goes wrong with it. */
export type Faults = (call: AwsCall) => Fault | undefined;

/** @returns faults that hit the n-th call, counted from 1, of all operations or of one; that call only */
export function faultAt(nth: number, fault: Fault, operation?: string): Faults {
  let seen = 0;
  return ({ name }) => {
    if (operation !== undefined && name !== operation) return undefined;
    seen++;
    return seen === nth ? fault : undefined;
  };
}

/** How API Gateway refuses (D: errors of its calls; words C). */
export function faultRefusal(fault: 'throttle' | 'deny', { name }: AwsCall): Refusal {
  switch (fault) {
    case 'throttle':
      return { kind: 'refused', code: 'TooManyRequestsException', status: 429, message: 'Too Many Requests' };
    case 'deny': {
      const message = `User: arn:aws:iam::000000000000:user/local is not authorized to perform: ${name}`;
      return { kind: 'refused', code: 'AccessDeniedException', status: 403, message };
    }
  }
}
