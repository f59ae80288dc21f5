import type { Step } from '../plan/plan.js';
import type { ApiResource, AuthorizerResource, ImportResources } from '../plan/resources.js';
import type { ImportReport, LocatedMessage } from './import.js';
import { routeTable } from './import-routes.js';
import { printable, wrapped } from './import-wrap.js';

/** @returns the dry run for people: what speaks against it first, then what would be made, the verdict at the end. */
export async function importText(report: ImportReport): Promise<string> {
  const { file, messages, resources, plan } = report;
  const sections = [
    [`Dry run of ImportApi for ${printable(file)}. Nothing was sent to AWS.`],
    messageSection('ERRORS', messages.errors),
    messageSection('WARNINGS', messages.warnings),
    messageSection('INFO', messages.info),
    apiSection(resources.api),
    authorizerSection(resources.authorizers),
    [`ROUTES (${resources.routes.length})`, ...(await routeTable(resources))],
    ['PLAN', ...plan.steps.flatMap((step, index) => stepLines(step, index + 1, resources))],
    wrapped(verdict(report), ''),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function messageSection(title: string, messages: LocatedMessage[]): string[] {
  if (messages.length === 0) return [];
  return [`${title} (${messages.length})`, ...messages.flatMap(messageLines)];
}

function messageLines({ text, at: { file, line, column }, fact, link }: LocatedMessage): string[] {
  return [`  ${printable(file)}:${line}:${column}`, ...wrapped(`${text} [${fact}]`, '    '), `    ${link}`];
}

function apiSection(api: ApiResource): string[] {
  const { name, version, description, disableExecuteApiEndpoint, corsConfiguration: cors } = api;
  return [
    'API',
    ...wrapped(`${name}${version === undefined ? '' : `, version ${version}`}`, '  '),
    ...(description ? wrapped(description, '  ') : []),
    ...(disableExecuteApiEndpoint ? ['  execute-api endpoint: disabled'] : []),
    ...wrapped(
      cors ? `CORS: origins ${listed(cors.allowOrigins)}; methods ${listed(cors.allowMethods)}` : 'CORS: none',
      '  ',
    ),
  ];
}

function listed(values: string[]): string {
  return values.length > 0 ? values.join(', ') : 'none';
}

function authorizerSection(authorizers: AuthorizerResource[]): string[] {
  if (authorizers.length === 0) return [];
  const lines = authorizers.map(({ name, authorizerType, identitySource }) =>
    wrapped(`${name}: ${authorizerType}, identity from ${listed(identitySource)}`, '  '),
  );
  return [`AUTHORIZERS (${authorizers.length})`, ...lines.flat()];
}

function stepLines({ call, creates, command, undo, note }: Step, number: number, resources: ImportResources): string[] {
  const made = call === 'ImportApi' ? counted(resources) : creates.join(', ');
  const head = `  ${number}. `;
  const indent = ' '.repeat(head.length);
  const [first = '', ...rest] = wrapped(`${call}${made === '' ? '' : `: ${made}`}`, indent);
  return [
    `${head}${first.trimStart()}`,
    ...rest,
    ...(note === undefined ? [] : wrapped(note, indent)),
    // Commands are not wrapped, so that they can be copied.
    `${indent}${printable(command)}`,
    ...(undo === '' ? [] : [`${indent}undo: ${printable(undo)}`]),
  ];
}

function counted({ authorizers, integrations, routes }: ImportResources): string {
  const counts = [
    ['authorizer', authorizers.length],
    ['integration', integrations.length],
    ['route', routes.length],
  ] as const;
  return ['the API', ...counts.map(([name, count]) => `${count} ${name}${count === 1 ? '' : 's'}`)].join(', ');
}

function verdict({ messages: { errors, warnings, info } }: ImportReport): string {
  const counts = `Errors: ${errors.length}, warnings: ${warnings.length}, info: ${info.length}.`;
  if (errors.length + warnings.length === 0)
    return `${counts} ImportApi should take this definition without a warning.`;
  return `${counts} migrate imports with failOnWarnings=true, so each error or warning can stop it.`;
}
