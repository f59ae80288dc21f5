/** How a run of an import, or of its undo, ended. */
export interface RunReport {
  /** Absent where there was nothing to do. */
  run?: string;
  journal?: string;
  apiId?: string;
  region: string;
  outcome: 'unchanged' | 'imported' | 'failed' | 'undone';
  /** Why it failed, or could not be taken back whole. */
  reason?: string;
  /** What AWS made otherwise than the definition says, and is for people only. */
  differing?: string[];
  /** What is left of it. */
  remains: string[];
}

export function printRun(report: RunReport, format: 'text' | 'json'): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`;
    case 'text':
      return `${textLines(report).join('\n')}\n`;
  }
}

function textLines({ run, journal, apiId, region, outcome, reason, remains, differing = [] }: RunReport): string[] {
  const left = remains.length === 0 ? [] : ['What remains:', ...remains.map((line) => `  ${line}`)];
  switch (outcome) {
    case 'unchanged':
      return [`Nothing to change: API ${apiId} in ${region} is as the definition says.`];
    case 'imported':
      return [
        `Imported as API ${apiId} in ${region}. Journal: ${journal}`,
        ...differing.map((line) => `AWS has it otherwise than the definition: ${line}`),
        `To take it back: migrate undo ${run}`,
      ];
    case 'failed':
      return [
        `The import failed: ${reason}`,
        ...(remains.length === 0 ? ['What it had done is taken back; nothing of it is left.'] : left),
        ...(remains.length === 0 ? [] : [`To take the rest back: migrate undo ${run}`]),
        `Journal: ${journal}`,
      ];
    case 'undone':
      if (remains.length === 0) return [`Run ${run} is taken back whole.`];
      return [`Run ${run} is taken back in part.`, ...left, `To go on: migrate undo ${run}`];
  }
}
