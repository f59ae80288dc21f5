import type { FailureKind } from '../model/index.js';

/** The exit codes of every command (design, section 4). Help prints this table. */
export const exitCodes = {
  done: 0,
  findings: 1,
  usage: 2,
  unreadable: 3,
  aws: 4,
  refused: 5,
  partly: 6,
  /** EX_SOFTWARE of sysexits.h: a bug of ours, shown with its stack. Kept apart from the others so that CI never takes a crash for a finding. */
  bug: 70,
} as const;

/** @returns the exit code for a failure that the user or AWS caused. */
export function exitCodeOf(kind: FailureKind): number {
  switch (kind) {
    case 'usage':
      return exitCodes.usage;
    case 'input':
      return exitCodes.unreadable;
    case 'aws':
      return exitCodes.aws;
    case 'refused':
      return exitCodes.refused;
  }
}

/** What help says about exit codes. */
export const exitCodesHelp = `EXIT CODES
  0 done                        4 AWS, network or permission
  1 findings at --fail-on       5 refused by a safety guard
  2 usage or configuration      6 partly done
  3 input unreadable           70 a bug of ours`;
