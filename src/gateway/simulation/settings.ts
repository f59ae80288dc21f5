import { type BackendDecision, Failure, type IssuerDecision, isObject, type RestApi } from '../../model/index.js';
import type { LocalSettings } from '../backends/local-deployment.js';
import type { Standing } from './answerers.js';

/** How APIs are served on this machine. */
export interface SimulationSettings extends Omit<LocalSettings, 'tokens'>, Standing {
  /** Of the first API; the second one gets the next. 0 takes any free one. */
  port: number;
  /** Default: the tool signs and verifies in the name of every issuer. */
  issuers?: readonly IssuerDecision[];
  /** Default: this machine only. */
  host?: string;
  /** What the page may call when it sends a request to the other API as well: by default, only what is an echo. */
  mirror?: 'all' | 'echo';
}

/** The same in the words of the command line. */
export interface SettingsInWords {
  port: number;
  host?: string | undefined;
  /** Default: that of `settings.json`, else `prod`. */
  stage?: string | undefined;
  http: Standing['http'];
  'in-process'?: boolean | undefined;
  mirror?: boolean | undefined;
  /** `MATCH=FILE#NAME` each. */
  handler?: string[] | undefined;
  /** `NAME=VALUE` each. */
  'stage-variable'?: string[] | undefined;
  'api-key'?: string[] | undefined;
}

/**
 * @param decided backends of the decisions; those of the words go first
 * @param rest tells the stage that it is deployed on, where its settings are known; the words go first
 * @throws Failure (`usage`) when a handler or a stage variable lacks its name or its value
 */
export function settingsOf(
  words: SettingsInWords,
  decided: readonly BackendDecision[],
  rest?: Pick<RestApi, 'settings'>,
): SimulationSettings {
  const { port, host, http, mirror } = words;
  const handlers = assignments('--handler', words.handler, 'MATCH=FILE#NAME');
  const variables = assignments('--stage-variable', words['stage-variable'], 'NAME=VALUE');
  const deployed = stageOf(rest?.settings ?? []);
  return {
    ...{ port, http, stage: words.stage ?? deployed.name ?? 'prod', mirror: mirror ? 'all' : 'echo' },
    ...(words['in-process'] && { inProcess: true }),
    ...(host !== undefined && { host }),
    stageVariables: { ...deployed.variables, ...Object.fromEntries(variables) },
    apiKeys: words['api-key'] ?? [],
    backends: [...handlers.map(([match, handler]) => ({ match, handler })), ...decided],
  };
}

/** What GetStage says; a function of CloudFormation in place of a text tells nothing here. */
function stageOf(settings: RestApi['settings']): { name?: string; variables: Record<string, string> } {
  const settingOf = (wanted: string) => settings.find(({ kind }) => kind === wanted)?.value;
  const [name, variables] = [settingOf('stage-name'), settingOf('stage-variables')];
  const texts = Object.entries(isObject(variables) ? variables : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { ...(typeof name === 'string' && { name }), variables: Object.fromEntries(texts) };
}

function assignments(flag: string, texts: readonly string[] = [], form: string): [name: string, value: string][] {
  return texts.map((text) => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    throw new Failure('usage', `${flag} wants ${form}, not "${text}".`, 'See migrate simulate --help for examples.');
  });
}
