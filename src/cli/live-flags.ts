import { Flags } from '@oclif/core';
import { Failure, withoutSecrets } from '../model/index.js';

/** Two deployed APIs, and how they may be called. */
export interface LiveSettings {
  /** Addresses without a slash at the end. */
  rest: string;
  http: string;
  allowWrites: boolean;
  /** Requests to each API in a second, at most. */
  rate: number;
  timeoutInMillis: number;
  /** With credentials in them. */
  headers: (readonly [name: string, value: string])[];
}

const live = { helpGroup: 'LIVE APIS' } as const;

/** Flags of those who compare deployed APIs. */
export const liveFlags = {
  'rest-url': Flags.string({
    ...live,
    description: 'send requests to the REST API at this address, with its stage, not to the simulator',
    helpValue: 'URL',
    dependsOn: ['http-url'],
  }),
  'http-url': Flags.string({
    ...live,
    description: 'the same for the HTTP API',
    helpValue: 'URL',
    dependsOn: ['rest-url'],
  }),
  'allow-writes': Flags.boolean({
    ...live,
    description: 'send POST, PUT, PATCH and DELETE too, once to each API; else only GET, HEAD and OPTIONS are sent',
    dependsOn: ['rest-url'],
  }),
  rate: Flags.integer({
    ...live,
    description: 'requests a second to each API, at most (default: 10)',
    helpValue: 'N',
    min: 1,
    max: 1000,
    dependsOn: ['rest-url'],
  }),
  timeout: Flags.integer({
    ...live,
    description: 'seconds to wait for an answer (default: 35, longer than either kind of API takes)',
    helpValue: 'SECONDS',
    min: 1,
    max: 900,
    dependsOn: ['rest-url'],
  }),
  'header-from-env': Flags.string({
    ...live,
    description:
      'send this header with the value of this environment variable, such as Authorization=TOKEN; may be repeated',
    helpValue: 'NAME=VARIABLE',
    multiple: true,
    multipleNonGreedy: true,
    dependsOn: ['rest-url'],
  }),
};

interface LiveFlagValues {
  'rest-url'?: string | undefined;
  'http-url'?: string | undefined;
  'allow-writes'?: boolean | undefined;
  rate?: number | undefined;
  timeout?: number | undefined;
  'header-from-env'?: string[] | undefined;
}

/**
 * @param environment where the values of headers are: a command line is seen by everybody on the machine
 * @returns what the flags say, or nothing where they name no live API
 * @throws Failure (`usage`) for what is no address or no header, and for a variable that is not set
 */
export function liveSettings(
  flags: LiveFlagValues,
  environment: Record<string, string | undefined> = process.env,
): LiveSettings | undefined {
  const { 'rest-url': rest, 'http-url': http } = flags;
  if (rest === undefined || http === undefined) return undefined;
  return {
    rest: addressOf('--rest-url', rest),
    http: addressOf('--http-url', http),
    allowWrites: flags['allow-writes'] ?? false,
    rate: flags.rate ?? 10,
    timeoutInMillis: (flags.timeout ?? 35) * 1000,
    headers: (flags['header-from-env'] ?? []).map((text) => headerOf(text, environment)),
  };
}

function addressOf(flag: string, text: string): string {
  const isAddress = /^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/i.test(text) && URL.canParse(text);
  if (isAddress) return text.replace(/\/+$/, '');
  const message = `${flag} is no address of an API: ${withoutSecrets(text)}.`;
  throw new Failure(
    'usage',
    message,
    'Write https://HOST, with the stage or base path behind it, and no query or password.',
  );
}

/** Whoever sends a request sets these. */
const ofConnection = /^(?:host|connection|content-length|transfer-encoding|keep-alive|upgrade|expect|te|trailer)$/i;

function headerOf(text: string, environment: Record<string, string | undefined>): readonly [string, string] {
  const [, name = '', variable = ''] = /^([!#$%&'*+.^_`|~\w-]+)=(\w+)$/.exec(text) ?? [];
  if (name === '' || ofConnection.test(name)) {
    // What was given may be the secret itself.
    const message = '--header-from-env takes the name of a header and of an environment variable.';
    throw new Failure('usage', message, "Write --header-from-env 'Authorization=TOKEN', and put the value into TOKEN.");
  }
  const value = environment[variable];
  if (value === undefined || value === '') {
    const next = `export ${variable}=…, with the whole value of the header, such as Bearer and the token.`;
    throw new Failure('usage', `The environment variable ${variable} is not set; ${name} is to have its value.`, next);
  }
  if (/[^\t\x20-\x7e]/.test(value)) {
    throw new Failure(
      'usage',
      `The environment variable ${variable} holds what no header may hold.`,
      'Take line breaks out.',
    );
  }
  return [name, value];
}
