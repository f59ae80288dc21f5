import type { Sheet } from './questions-commands.js';
import { answerText } from './questions-text.js';

/** @returns the questions as a list to tick off, for an issue or a wiki */
export function questionsMarkdown({ api, questions, unknown }: Sheet): string {
  const asked = questions.map(({ question, commands, answer, routes }) =>
    [
      `- [ ] ${plain(question)}`,
      ...(commands.length === 0 ? [] : ['', '  ```sh', ...commands.map(({ line }) => `  ${line}`), '  ```', '']),
      `  The answer goes to ${plain(answerText(answer))}.${routes.length === 0 ? '' : ` Waiting: ${routes.length} methods.`}`,
    ].join('\n'),
  );
  const places = unknown.map(({ rule, where, message }) => `- [ ] ${rule}, ${plain(where)}: ${plain(message)}`);
  const sections = [
    `# What the definition of ${plain(api) || 'the API'} cannot tell`,
    asked.length === 0 ? 'Nothing: every question is answered.' : asked.join('\n\n'),
    ...(places.length === 0 ? [] : ['## Unknown, and no command tells', places.join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Names come from definitions, and must not become markup. */
function plain(text: string): string {
  return text
    .replace(/[\\|<>*_`#[\]]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
}
