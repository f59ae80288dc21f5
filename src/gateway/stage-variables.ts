import { own } from './own.js';

const REFERENCE = /\$\{stageVariables\.([A-Za-z0-9_]+)\}/g;

/**
 * Fills `${stageVariables.x}` in a uri, an ARN or another value. A missing variable gives nothing, other `${…}` stays
 * (RT-HTTP-STAGEVAR).
 */
export function fillStageVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(REFERENCE, (_, name: string) => own(variables, name) ?? '');
}

/** @returns names of the stage variables that these texts refer to and nobody set, each once, sorted. */
export function missingStageVariables(texts: readonly string[], variables: Readonly<Record<string, string>>): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([, name = '']) => name));
  return [...new Set(names)].filter((name) => !Object.hasOwn(variables, name)).sort();
}
