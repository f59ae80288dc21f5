import { isObject, type LedgerEntry, type Question, quoted, type Route, routeKey } from '../model/index.js';
import type { Analysis } from './analysis.js';

/** What the user told of the API; what is missing stays a placeholder. */
export interface Known {
  apiId?: string | undefined;
  stage?: string | undefined;
  region?: string | undefined;
}

/** A question with its commands, filled in as far as known. */
export interface Asked {
  id: string;
  question: string;
  commands: Command[];
  /** Where the answer goes to. */
  answer: Answer;
  /** Methods that wait for it. */
  routes: string[];
}

/** A read-only AWS CLI command. */
export interface Command {
  line: string;
  /** What the user has to fill in before it runs: `LOAD_BALANCER_ARN`. */
  missing: string[];
}

export type Answer =
  /** A part of `settings.json` in a bundle, which `migrate export` writes. */
  { file: 'settings.json'; key: string } | { file: 'migrate.config.yaml'; key: string };

/** All that a definition cannot tell. */
export interface Sheet {
  api: string;
  file: string;
  questions: Asked[];
  /** Places that stay unknown, and that no command tells: somebody has to render, correct or try them. */
  unknown: { rule: string; where: string; message: string; remedy: string }[];
}

/** The parts of `settings.json` by the id of the question that they answer. */
const parts: Record<string, string> = {
  'rest-api': 'restApi',
  stages: 'stage',
  'gateway-responses': 'gatewayResponses',
  domains: 'domains',
  'usage-plans': 'usagePlans',
};

export function asked(analysis: Analysis, known: Known): Sheet {
  const { api, source, conversion } = analysis;
  const told = { ...known, apiId: known.apiId ?? idInSettings(analysis) };
  return {
    api: api.name.text,
    file: source.file,
    questions: conversion.questions.map((question) => ({
      id: question.id,
      question: question.question,
      commands: commandsOf(question, told),
      answer: answerTo(question),
      routes: (question.decides?.routes ?? []).map((route: Route) => routeKey(route)),
    })),
    unknown: conversion.ledger
      .filter(({ outcome }) => outcome === 'unknown')
      .map((entry) => unknownOf(entry, analysis)),
  };
}

function unknownOf({ rule, construct, message }: LedgerEntry, { rules }: Analysis): Sheet['unknown'][number] {
  const where = construct.route ? routeKey(construct.route) : construct.name;
  return { rule, where, message, remedy: rules[rule].remedy };
}

/** The id that the `settings.json` of a bundle has. */
function idInSettings({ api }: Analysis): string | undefined {
  for (const { kind, at, value } of api.settings) {
    if (kind !== 'record' || !at.startsWith('/settings.json/restApi') || !isObject(value)) continue;
    if (typeof value['id'] === 'string') return value['id'];
  }
  return undefined;
}

function answerTo({ id, decides }: Question): Answer {
  if (decides) return { file: 'migrate.config.yaml', key: decides.key.join('.') };
  const key = parts[id];
  if (key === undefined) throw new Error(`Nobody says where the answer to ${id} goes.`);
  return { file: 'settings.json', key };
}

/** A question names its commands in one line, so that it can be pasted; each of them stands alone here. */
function commandsOf({ command }: Question, known: Known): Command[] {
  if (command === undefined) return [];
  return command.split('; ').map((line) => {
    const filled = filledIn(line, known);
    return { line: filled, missing: [...new Set(filled.match(/\b(?:[A-Z]+_)+(?:ID|ARN)\b/g) ?? [])] };
  });
}

function filledIn(line: string, { apiId, stage, region }: Known): string {
  const ofStage =
    stage === undefined
      ? line
      : line.replace(/^aws apigateway get-stages --rest-api-id REST_API_ID$/, () => {
          return `aws apigateway get-stage --rest-api-id REST_API_ID --stage-name ${word(stage)}`;
        });
  const ofApi = apiId === undefined ? ofStage : ofStage.replaceAll('REST_API_ID', () => word(apiId));
  return region === undefined ? ofApi : `${ofApi} --region ${word(region)}`;
}

/** Names are quoted where a shell could read more into them. */
function word(text: string): string {
  return /^[\w.:/@=+-]+$/.test(text) ? text : quoted(text);
}
