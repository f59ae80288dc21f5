/**
 * Fills `${stageVariables.x}` in a uri, an ARN or another value. A missing variable gives nothing, other `${…}` stays
 * (RT-HTTP-STAGEVAR).
 */
export function fillStageVariables(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{stageVariables\.([A-Za-z0-9_]+)\}/g, (_, name: string) => variables[name] ?? '');
}
