import type { Step } from '../plan/plan.js';
import type { ApiResource, ImportResources } from '../plan/resources.js';
import type { ImportReport, LocatedMessage } from './import.js';
import { routeTable } from './import-routes.js';
import { livePlanLines } from './live-plan.js';
import { stageLines } from './stage.js';
import { printable, wrapped } from './wrap.js';

/** @returns the dry run for people: what speaks against it first, then what would be made, the verdict at the end. */
export function importText(report: ImportReport): string {
  const { file, messages, resources } = report;
  const sections = [
    [`Dry run of ImportApi for ${printable(file)}. ${report.live ? 'AWS was only read.' : 'Nothing was sent to AWS.'}`],
    messageSection('ERRORS', messages.errors),
    messageSection('WARNINGS', messages.warnings),
    messageSection('INFO', messages.info),
    apiSection(resources.api),
    authorizerSection(resources),
    [`ROUTES (${resources.routes.length})`, ...routeTable(resources)],
    stageSection(report),
    planSection(report),
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
  const { version, description, disableExecuteApiEndpoint, corsConfiguration: cors } = api;
  return [
    'API',
    ...wrapped(`${api.name || 'without a name'}${version === undefined ? '' : `, version ${version}`}`, '  '),
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

function authorizerSection(resources: ImportResources): string[] {
  const { authorizers } = resources;
  const missing = missingAuthorizers(resources);
  if (authorizers.length + missing.length === 0) return [];
  const lines = [
    ...authorizers.map(
      ({ name, authorizerType, identitySource }) =>
        `${name}: ${authorizerType}, identity from ${listed(identitySource)}`,
    ),
    ...missing.map((name) => `${name}: unknown. Routes ask for it, and no authorizer could be made of the definition.`),
  ];
  return [`AUTHORIZERS (${authorizers.length})`, ...lines.flatMap((line) => wrapped(line, '  '))];
}

/** Authorizers that routes ask for and that could not be read: a count alone would hide them. */
function missingAuthorizers({ routes }: ImportResources): string[] {
  const unknown = routes.filter(({ authorization }) => authorization === 'UNKNOWN');
  return [...new Set(unknown.flatMap(({ authorizer }) => authorizer ?? []))];
}

function stageSection({ stage }: ImportReport): string[] {
  const lines = stageLines(stage);
  return lines.length === 0 ? [] : ['STAGE', ...lines.map((line) => `  ${printable(line)}`)];
}

function planSection({ messages, resources, plan, live }: ImportReport): string[] {
  if (live) return livePlanLines(live);
  if (messages.errors.length === 0) {
    return ['PLAN', ...plan.steps.flatMap((step, index) => stepLines(step, index + 1, resources))];
  }
  const stop = 'The import would stop here, and make nothing: correct the errors first.';
  return ['PLAN', ...wrapped(stop, '  ')];
}

function stepLines(
  { call, effect, creates, command, undo, note }: Step,
  number: number,
  resources: ImportResources,
): string[] {
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
    `${indent}undo: ${effect === 'writes' ? printable(undo) : 'none needed, this step only reads'}`,
  ];
}

function counted(resources: ImportResources): string {
  const { authorizers, integrations, routes } = resources;
  const counts = [
    ['authorizer', authorizers.length],
    ['unknown authorizer', missingAuthorizers(resources).length],
    ['integration', integrations.length],
    ['route', routes.length],
  ] as const;
  const told = counts.filter(([name, count]) => name !== 'unknown authorizer' || count > 0);
  return ['the API', ...told.map(([name, count]) => `${count} ${name}${count === 1 ? '' : 's'}`)].join(', ');
}

function verdict({ messages: { errors, warnings, info } }: ImportReport): string {
  const counts = `Errors: ${errors.length}, warnings: ${warnings.length}, info: ${info.length}.`;
  if (errors.length + warnings.length === 0)
    return `${counts} ImportApi should take this definition without a warning.`;
  if (errors.length > 0) return `${counts} ImportApi should refuse this definition.`;
  return `${counts} migrate imports with failOnWarnings=true, so each warning can stop it.`;
}
