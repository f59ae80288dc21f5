import type { Analysis } from './analysis.js';
import { asked, type Known } from './questions-commands.js';
import { questionsJson } from './questions-json.js';
import { questionsMarkdown } from './questions-markdown.js';
import { questionsScript } from './questions-script.js';
import { questionsText } from './questions-text.js';

export const questionFormats = ['text', 'json', 'markdown', 'sh'] as const;

/**
 * @param known what the user told of the API, to be filled in
 * @returns what the definition cannot tell, with the commands that can: for people, as data of `schemas/questions.schema.json`,
 *   or as a script that runs them all and keeps the answers
 */
export function printQuestions(
  analysis: Analysis,
  format: (typeof questionFormats)[number],
  { known, width }: { known: Known; width: number },
): string {
  const sheet = asked(analysis, known);
  switch (format) {
    case 'text':
      return questionsText(sheet, width);
    case 'json':
      return questionsJson(sheet);
    case 'markdown':
      return questionsMarkdown(sheet);
    case 'sh':
      return questionsScript(sheet);
  }
}
