/** What `migrate doctor` looks at. */
export const checkNames = [
  'node',
  'package',
  'decisions',
  'region',
  'endpoint',
  'credentials',
  'identity',
  'clock',
  'permissions',
] as const;

/**
 * How a check ended.
 *
 * - `ok` as it should be, or a fact that needs nothing
 * - `absent` not there, which only some commands mind
 * - `problem` in the way of a command
 * - `unknown` not looked at, or not to be told
 */
export type CheckState = 'ok' | 'absent' | 'problem' | 'unknown';

/** One thing of this machine or of its way to AWS, and whether it is as commands need it. */
export interface Check {
  name: (typeof checkNames)[number];
  state: CheckState;
  /** What was found, without secrets. */
  says: string;
  /** What to do, where something is to be done. */
  next?: string;
}
