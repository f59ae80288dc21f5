import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { readDecisions } from '../cli/decisions.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { readInput } from '../cli/files.js';
import { configFlag, inputArg } from '../cli/flags.js';
import { convert } from '../convert/convert.js';
import { authorizerAnswerers, httpAnswerers, restAnswerers, type Standing } from '../gateway/backends/answerers.js';
import { openBackends } from '../gateway/backends/backends.js';
import { loadHandler } from '../gateway/backends/handler.js';
import { type LocalSettings, localDeployment } from '../gateway/backends/local-deployment.js';
import { httpSampleTokens, restSampleTokens } from '../gateway/backends/sample-tokens.js';
import { type LocalIssuer, localIssuer } from '../gateway/backends/tokens.js';
import type { Backends, Gateway } from '../gateway/gateway.js';
import { openHttpGateway } from '../gateway/http/http-gateway.js';
import { openRestGateway } from '../gateway/rest/rest-gateway.js';
import { type Server, serve } from '../gateway/server.js';
import { untilInterrupted } from '../gateway/server-signals.js';
import { type BackendDecision, type Decisions, Failure, type HttpApi, type RestApi } from '../model/index.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { readHttpApi } from '../openapi/http/read-http-api.js';
import { kindOf } from '../openapi/kind.js';
import { parseDocument } from '../openapi/parse.js';
import { readRestApi } from '../openapi/rest/read-rest-api.js';
import { exchangeText, leftOutText, type SimulatedApi, simulatedText } from '../report/simulate.js';

export default class Simulate extends BaseCommand {
  static override summary = 'Serve the REST API, the HTTP API it becomes, or both, on this machine.';

  static override description =
    `The REST API listens at /STAGE, as on AWS; the HTTP API at /, on the next port. What no handler, address or upstream stands for is answered by an echo, and the table says so. Signatures of IAM are not verified. Nothing is sent over the network, unless --http upstream or an address in migrate.config.yaml says so.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml',
    '<%= config.bin %> <%= command.id %> api.yaml --kind http --port 4000 --handler hello=./hello.mjs#handler',
    '<%= config.bin %> <%= command.id %> api.yaml --kind rest --stage dev --stage-variable table=pets --api-key my-test-key',
    '<%= config.bin %> <%= command.id %> http-api.yaml --http upstream',
  ];

  static override args = { INPUT: inputArg };

  static override flags = {
    kind: Flags.option({ options: ['rest', 'http', 'both'] as const })({
      description: 'which API to serve; default: both for a REST API, http for an HTTP API',
    }),
    port: Flags.integer({
      description: 'port, and the next one for both; 0: any free',
      default: 3000,
      min: 0,
      max: 65_534,
    }),
    stage: Flags.string({ description: 'stage of the REST API', default: 'prod', helpValue: 'NAME' }),
    config: configFlag,
    handler: Flags.string({
      description: 'functions whose name or ARN contains MATCH are this export of this file',
      helpValue: 'MATCH=FILE#NAME',
      multiple: true,
      multipleNonGreedy: true,
    }),
    http: Flags.option({ options: ['echo', 'upstream'] as const, default: 'echo' as const })({
      description: 'what answers HTTP integrations that no decision names',
    }),
    'stage-variable': Flags.string({
      description: 'value of a stage variable',
      helpValue: 'NAME=VALUE',
      multiple: true,
      multipleNonGreedy: true,
    }),
    'api-key': Flags.string({
      description: 'an API key that the REST API accepts; choose any',
      helpValue: 'KEY',
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Simulate);
    const document = parseDocument(await readInput(args.INPUT));
    const decided = await readDecisions({ input: args.INPUT, config: flags.config });
    const decisions = { ...decided, backends: [...handlersOf(flags.handler ?? []), ...decided.backends] };
    await checkHandlers(decisions.backends);
    const tokens = await localIssuer();
    const stageVariables = Object.fromEntries(
      (flags['stage-variable'] ?? []).map((text) => assignment('--stage-variable', text)),
    );
    const local: Local = {
      settings: { stage: flags.stage, stageVariables, apiKeys: flags['api-key'] ?? [], tokens },
      standing: { decisions: decisions.backends, http: flags.http, stageVariables },
      backends: openBackends(decisions.backends, { baseFolder: '.', http: flags.http }),
      tokens,
    };
    await this.serveAll(await this.open(document, flags.kind, { decisions, local }), flags.port);
  }

  /** Serves until interrupted; requests under way are answered first. */
  private async serveAll(opened: readonly Opened[], port: number): Promise<void> {
    const servers: Server[] = [];
    try {
      const apis: SimulatedApi[] = [];
      for (const [index, { gateway, prefix, api }] of opened.entries()) {
        const server = await serve(gateway, {
          port: port === 0 ? 0 : port + index,
          ...(prefix === undefined ? {} : { stagePrefix: prefix }),
          onExchange: (exchange, millis) => this.show(exchangeText(gateway.kind, exchange, millis)),
          onFailure: (error) => this.say(error instanceof Failure ? error.message : failureStack(error)),
        });
        servers.push(server);
        apis.push({ ...api, url: `http://127.0.0.1:${server.port}${prefix === undefined ? '' : `/${prefix}`}` });
      }
      await this.show(simulatedText(apis));
      await untilInterrupted();
    } finally {
      await Promise.all(servers.map((server) => server.close()));
    }
  }

  private async open(
    document: OpenApiDocument,
    kind: 'rest' | 'http' | 'both' | undefined,
    { decisions, local }: { decisions: Decisions; local: Local },
  ): Promise<Opened[]> {
    if (kindOf(document) === 'http') return [await openHttp(httpApi(document, kind), local)];
    const restApi = await readRestApi(document);
    const wanted = kind ?? 'both';
    const rest = wanted === 'http' ? [] : [await openRest(restApi, local)];
    return wanted === 'rest' ? rest : [...rest, await openHttp(this.converted(restApi, decisions), local)];
  }

  private converted(restApi: RestApi, decisions: Decisions): HttpApi {
    const { httpApi: api, ledger } = convert(restApi, decisions);
    const leftOut = leftOutText(ledger);
    if (leftOut !== '') this.say(leftOut);
    return api;
  }
}

/** What both kinds of API are opened with. */
interface Local {
  settings: LocalSettings;
  standing: Standing;
  backends: Backends;
  tokens: LocalIssuer;
}

interface Opened {
  gateway: Gateway;
  /** First path segment it listens at. */
  prefix?: string;
  api: Omit<SimulatedApi, 'url'>;
}

async function openRest(api: RestApi, { settings, standing, backends, tokens }: Local): Promise<Opened> {
  return {
    gateway: openRestGateway(api, backends, localDeployment('rest', settings)),
    prefix: settings.stage,
    api: {
      kind: 'rest',
      name: api.name.text,
      routes: restAnswerers(api, standing),
      authorizers: authorizerAnswerers(api.authorizers, standing),
      tokens: await restSampleTokens(api, tokens),
    },
  };
}

async function openHttp(api: HttpApi, { settings, standing, backends, tokens }: Local): Promise<Opened> {
  return {
    gateway: openHttpGateway(api, backends, localDeployment('http', settings)),
    api: {
      kind: 'http',
      name: api.name.text,
      routes: httpAnswerers(api, standing),
      authorizers: authorizerAnswerers(api.authorizers, standing),
      tokens: await httpSampleTokens(api, tokens),
    },
  };
}

/** @throws Failure (`usage`) when the REST API is asked for; (`input`) when ImportApi would refuse the definition */
function httpApi(document: OpenApiDocument, kind: 'rest' | 'http' | 'both' | undefined): HttpApi {
  const { file } = document.source;
  if (kind === 'rest' || kind === 'both') {
    const message = `This describes an HTTP API, so there is no REST API to serve with --kind ${kind}.`;
    throw new Failure('usage', message, 'Use --kind http, or pass the definition of the REST API.', { file });
  }
  const { httpApi: api, messages } = readHttpApi(document);
  const [error] = messages.errors;
  if (!error) return api;
  const place = document.locate([error.at]).get(error.at) ?? { file };
  throw new Failure('input', error.text, 'See migrate import FILE --dry-run for all messages.', place);
}

function handlersOf(flags: readonly string[]): BackendDecision[] {
  return flags.map((text) => {
    const [match, handler] = assignment('--handler', text, 'MATCH=FILE#NAME');
    return { match, handler };
  });
}

/** @throws Failure (`usage`) when there is no name or no value */
function assignment(flag: string, text: string, form = 'NAME=VALUE'): [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new Failure('usage', `${flag} wants ${form}, not "${text}".`, 'See migrate simulate --help for examples.');
}

/** Loads every handler before anything is served, so that a wrong path is told at once. */
async function checkHandlers(backends: readonly BackendDecision[]): Promise<void> {
  for (const { handler } of backends) if (handler !== undefined) await loadHandler(handler, '.');
}

function failureStack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
