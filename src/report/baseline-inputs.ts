import type { BaselineFinding } from './baseline.js';

/** An input of a baseline that several share. */
export interface BaselineInput {
  /** Its path from the current folder. */
  name: string;
  /** The file of its decisions, under which findings about them stand. */
  decisionsFile?: string | undefined;
}

/** @returns whether a baseline is that of one API, which does not name it */
export function isOfOne(findings: readonly BaselineFinding[]): boolean {
  return findings.some(({ input, where }) => input === undefined && where !== 'decisions');
}

/** @returns what a baseline of several knows of one of them, without its name */
export function ofInput(findings: readonly BaselineFinding[], name: string | undefined): BaselineFinding[] {
  return findings.filter((finding) => finding.input === name).map(({ input: _, ...finding }) => finding);
}

/** @returns what a baseline knows of one input: all of it, where the baseline is that of one API */
export function knownOf(
  findings: readonly BaselineFinding[],
  { name, decisionsFile }: BaselineInput,
): BaselineFinding[] {
  if (!isShared(findings)) return [...findings];
  return [...ofInput(findings, name), ...(decisionsFile === undefined ? [] : ofInput(findings, decisionsFile))];
}

/** @returns the findings with the input that they are of */
export function namedFor(findings: readonly BaselineFinding[], input: string): BaselineFinding[] {
  return findings.map((finding) => ({ ...finding, input }));
}

/** @returns a baseline in which the findings of one input are new: those of others stay, where it has any */
export function withFindingsOf(
  before: readonly BaselineFinding[],
  { name, decisionsFile }: BaselineInput,
  findings: readonly BaselineFinding[],
): BaselineFinding[] {
  if (!isShared(before)) return [...findings];
  const isOwn = ({ input }: BaselineFinding) => input === name || (input !== undefined && input === decisionsFile);
  const inputOf = ({ where }: BaselineFinding) => (where === 'decisions' ? decisionsFile : name);
  const own = findings.map((finding) => {
    const input = inputOf(finding);
    return input === undefined ? finding : { ...finding, input };
  });
  return [...before.filter((finding) => !isOwn(finding)), ...own];
}

function isShared(findings: readonly BaselineFinding[]): boolean {
  return findings.some(({ input }) => input !== undefined);
}
