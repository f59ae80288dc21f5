import type { Answer, Sheet } from './questions-commands.js';
import { printable, wrapped } from './wrap.js';

/** How many methods that wait for an answer are listed. */
const fewest = 5;

/** @returns the questions for a terminal; commands stand alone in a line, to be copied */
export function questionsText({ api, file, questions, unknown }: Sheet, width: number): string {
  const head = `${printable(api) || 'unnamed API'}  ${file}`;
  const asked = questions.map(({ question, commands, answer, routes }, index) =>
    [
      numbered(index + 1, wrapped(question, '    ', width)),
      ...commands.map(
        ({ line, missing }) => `      ${line}${missing.length > 0 ? `    # fill in ${missing.join(', ')}` : ''}`,
      ),
      `    The answer goes to ${answerText(answer)}.`,
      ...(routes.length > 0 ? wrapped(`Waiting: ${routesText(routes)}`, '    ', width) : []),
    ].join('\n'),
  );
  const places = unknown.map(({ rule, where, message, remedy }) =>
    [
      `  ${rule}  ${printable(where)}`,
      ...wrapped(message, '    ', width),
      ...wrapped(`Do: ${remedy}`, '    ', width),
    ].join('\n'),
  );
  const sections = [
    head,
    questions.length === 0 ? 'The definition and what stands beside it answer every question.' : asked.join('\n\n'),
    places.length === 0 ? '' : ['Unknown, and no command tells:', ...places].join('\n'),
    questions.some(({ answer }) => answer.file === 'settings.json')
      ? 'All of settings.json at once: migrate export API_ID --stage STAGE -o DIR'
      : '',
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function numbered(number: number, lines: readonly string[]): string {
  return [`${number}.`.padEnd(4), lines.join('\n').trimStart()].join('');
}

/** @returns where an answer goes to, for people */
export function answerText({ file, key }: Answer): string {
  return file === 'settings.json'
    ? `${key} in the settings.json of a bundle`
    : `${printable(key)} in migrate.config.yaml`;
}

function routesText(routes: readonly string[]): string {
  const rest = routes.length - fewest;
  return `${routes.slice(0, fewest).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}
