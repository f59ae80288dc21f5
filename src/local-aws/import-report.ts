import type { Refusal } from './operation.js';

/** An import that makes nothing, as the control plane answers it. */
export type ImportRefusal = Refusal;

/** What an import finds on its way. */
export class ImportReport {
  readonly warnings: string[] = [];
  readonly errors: string[] = [];

  warn(text: string): void {
    this.warnings.push(text);
  }

  refuse(text: string): void {
    this.errors.push(text);
  }

  /** @returns the refusal, or `undefined` where the import goes on: warnings stop it only with `failOnWarnings` (IM-Q-FAIL). */
  refusal(failOnWarnings: boolean): ImportRefusal | undefined {
    const { warnings, errors } = this;
    if (errors.length > 0) {
      const also = warnings.length > 0 ? `\n${block('Additionally, these warnings were found:', warnings)}` : '';
      return badRequest(`${block('Errors found during import:', errors)}${also}`);
    }
    if (!failOnWarnings || warnings.length === 0) return undefined;
    return badRequest(block('Warnings found during import:', warnings));
  }
}

/** The form of AWS's messages (IM-W-PREFIX, C): a title, and a line with a tab for each. */
function block(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `\t${line}`)].join('\n');
}

export function badRequest(message: string): ImportRefusal {
  return { kind: 'refused', code: 'BadRequestException', status: 400, message };
}

/** What both imports answer to a text that is no definition (recorded for ImportRestApi). */
export const invalidInput = badRequest('Invalid OpenAPI input.');
