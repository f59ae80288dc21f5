import { type BackendDecision, Failure, type IssuerDecision } from '../../model/index.js';
import type { LocalSettings } from '../backends/local-deployment.js';
import type { Standing } from './answerers.js';

/** How APIs are served on this machine. */
export interface SimulationSettings extends Omit<LocalSettings, 'tokens'>, Standing {
  /** Of the first API; the second one gets the next. 0 takes any free one. */
  port: number;
  /** Default: the tool signs and verifies in the name of every issuer. */
  issuers?: readonly IssuerDecision[];
}

/** The same in the words of the command line. */
export interface SettingsInWords {
  port: number;
  stage: string;
  http: Standing['http'];
  /** `MATCH=FILE#NAME` each. */
  handler?: string[] | undefined;
  /** `NAME=VALUE` each. */
  'stage-variable'?: string[] | undefined;
  'api-key'?: string[] | undefined;
}

/**
 * @param decided backends of the decisions; those of the words go first
 * @throws Failure (`usage`) when a handler or a stage variable lacks its name or its value
 */
export function settingsOf(words: SettingsInWords, decided: readonly BackendDecision[]): SimulationSettings {
  const { port, stage, http } = words;
  const handlers = assignments('--handler', words.handler, 'MATCH=FILE#NAME');
  return {
    ...{ port, stage, http },
    stageVariables: Object.fromEntries(assignments('--stage-variable', words['stage-variable'], 'NAME=VALUE')),
    apiKeys: words['api-key'] ?? [],
    backends: [...handlers.map(([match, handler]) => ({ match, handler })), ...decided],
  };
}

function assignments(flag: string, texts: readonly string[] = [], form: string): [name: string, value: string][] {
  return texts.map((text) => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value];
    throw new Failure('usage', `${flag} wants ${form}, not "${text}".`, 'See migrate simulate --help for examples.');
  });
}
