import { Args, Flags, type Interfaces } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { definitionFiles } from '../cli/bundle.js';
import { decisionFlags, withFlags } from '../cli/decision-flags.js';
import { configFiles, readDecisions } from '../cli/decisions.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, inputDescription } from '../cli/flags.js';
import { namedPart } from '../cli/input-name.js';
import { openLines } from '../cli/lines.js';
import { watchFiles } from '../cli/watch.js';
import { callersOf } from '../gateway/backends/callers.js';
import { type LocalIssuer, withIssuers } from '../gateway/backends/tokens.js';
import { isLoopback } from '../gateway/server-address.js';
import { endServing, untilInterrupted } from '../gateway/server-signals.js';
import { lateIssuer } from '../gateway/simulation/issuer.js';
import { httpSampleTokens, restSampleTokens, type SampleToken } from '../gateway/simulation/sample-tokens.js';
import { type SimulationSettings, settingsOf } from '../gateway/simulation/settings.js';
import { openSimulation, type Served, type Simulation } from '../gateway/simulation/simulation.js';
import { unusedIssuers } from '../gateway/simulation/unused-issuers.js';
import { type Decisions, Failure, type HttpApi, type RestApi } from '../model/index.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { kindOf } from '../openapi/kind.js';
import { parseDocument } from '../openapi/parse.js';
import { leftOutLines, openToOthersText } from '../report/simulate.js';
import { simulatorFailureText } from '../report/simulate-log.js';
import { type SimulationWords, simulationWords } from '../report/simulate-words.js';
import { rules } from '../rules/index.js';

/** A flag that may stand several times, with one value each. */
const many = { multiple: true, multipleNonGreedy: true } as const;

export default class Simulate extends BaseCommand {
  static override summary =
    'Serve the REST API, the HTTP API it becomes, or both, on this machine; or an AWS endpoint.';

  static override description =
    `The REST API listens at /STAGE, as on AWS; the HTTP API at /, on the next port. What no handler, address or upstream stands for is answered by an echo, what is not simulated with 501; the table says which. Signatures of IAM are verified where callers in migrate.config.yaml say who signs. Nothing is sent over the network, unless --http upstream, or backends and issuers in migrate.config.yaml, say so.

The page at /_migrate shows the last requests side by side: what the backends of both APIs receive, what both clients would get. For that, a request goes to the other API too, but to an echo only: no real backend is called twice without --mirror. Secrets are hidden there and in the log.

--aws serves an AWS endpoint instead: the control planes of API Gateway (REST and HTTP APIs) and what goes with them, for the AWS CLI and SDKs, with any INPUTs as its first APIs. Each API is imported, deployed, and invoked as it is deployed: at /restapis/ID/STAGE/_user_request_/PATH, by the host ID.execute-api.REGION.amazonaws.com, or by a custom domain name in Host. Nobody's signature or rights are checked. --state keeps the account in a file, with the values of its API keys.

--format json writes lines of JSON: what is served, then each request or call (schemas/simulate.schema.json).

Ctrl-C ends it when the requests under way are answered; once more, at once.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml',
    '<%= config.bin %> <%= command.id %> api.yaml --watch',
    '<%= config.bin %> <%= command.id %> api.yaml --kind http --port 4000 --handler hello=./hello.mjs#handler',
    '<%= config.bin %> <%= command.id %> api.yaml --kind rest --stage dev --stage-variable table=pets --api-key my-test-key',
    '<%= config.bin %> <%= command.id %> http-api.yaml --http upstream',
    '<%= config.bin %> <%= command.id %> --aws api.yaml --state account.json',
  ];

  static override args = {
    INPUT: Args.string({ name: 'INPUT', description: inputDescription, required: false, multiple: true }),
  };

  static override flags = {
    aws: Flags.boolean({
      description: 'serve an AWS endpoint that has the INPUTs, none or several, as its APIs',
      exclusive: ['kind', 'watch', 'mirror', 'api-key', 'payload-format', 'accept'],
    }),
    state: Flags.string({
      description: 'with --aws: keep the account in this file, and begin with what is in it',
      helpValue: 'FILE',
      dependsOn: ['aws'],
    }),
    kind: Flags.option({ options: ['rest', 'http', 'both'] as const })({
      description: 'which API to serve; default: both for a REST API, http for an HTTP API',
    }),
    host: Flags.string({
      description: 'name or address to listen at; any other than that of this machine lets others in',
      default: '127.0.0.1',
    }),
    port: Flags.integer({
      description: 'port, the next one for both; 0: any free',
      default: 3000,
      min: 0,
      max: 65_534,
    }),
    watch: Flags.boolean({
      description: 'serve the definition and the decisions anew when they change; broken ones are told and not served',
    }),
    stage: Flags.string({
      description:
        'stage of the REST API; default: that of settings.json in a bundle, else prod; with --aws of HTTP APIs, too, by default $default',
      helpValue: 'NAME',
    }),
    config: configFlag,
    ...decisionFlags,
    handler: Flags.string({
      description: 'functions whose name or ARN contains MATCH are this export of this file',
      helpValue: 'MATCH=FILE#NAME',
      ...many,
    }),
    'in-process': Flags.boolean({
      description: 'run handlers in this process: faster, and without threads of their own',
    }),
    http: Flags.option({ options: ['echo', 'upstream'] as const, default: 'echo' as const })({
      description: 'what answers HTTP integrations that no decision names',
    }),
    'stage-variable': Flags.string({ description: 'value of a stage variable', helpValue: 'NAME=VALUE', ...many }),
    'api-key': Flags.string({ description: 'an API key for the REST API; choose any', helpValue: 'KEY', ...many }),
    page: Flags.boolean({ description: 'the page with the last requests at /_migrate', default: true, allowNo: true }),
    mirror: Flags.boolean({
      description: 'send every request to the other API as well, real backends included: they are called twice',
    }),
    format: Flags.option({ options: ['text', 'json'] as const, default: 'text' as const })({
      description: 'form of the output; json: a line for each request',
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Simulate);
    const inputs = args.INPUT ?? [];
    if (flags.aws) return this.serveAws(inputs, flags);
    await this.serveApis(onlyOf(inputs), flags);
  }

  private async serveApis(input: string, flags: SimulateFlags): Promise<void> {
    if (flags.watch && input === '-') throw notWatchable();
    const words = simulationWords[flags.format];
    const { served, settings } = await this.loaded(input, flags);
    const line = openLines();
    const simulation = await openSimulation(served, settings, {
      onExchange: (kind, exchange, millis) => line(words.exchange(kind, exchange, millis)),
      onFailure: (error) => this.say(simulatorFailureText(error)),
      ...(flags.page && { view: async () => (await import('../report/simulate-page.js')).pageView }),
    });
    await this.show(words.serving(simulation.apis));
    if (!isLoopback(flags.host)) this.say(openToOthersText(flags.host, flags.page));
    const stop = flags.watch ? await this.watch(input, flags, { simulation, words }) : () => undefined;
    await this.untilEnded(() => {
      stop();
      return simulation.close();
    });
  }

  private async untilEnded(close: () => Promise<void>): Promise<void> {
    await untilInterrupted();
    await endServing(close, () => this.say('Waiting for requests under way. Ctrl-C once more ends at once.'));
  }

  private async serveAws(inputs: readonly string[], flags: SimulateFlags): Promise<void> {
    const { openEndpoint } = await import('../local-aws/endpoint.js');
    const { endpointWords } = await import('../report/simulate-aws.js');
    const [words, line] = [endpointWords[flags.format], openLines()];
    const { backends, issuers } = await readDecisions({ input: inputs[0] ?? '-', config: flags.config });
    const settings = settingsOf(flags, backends);
    const documents = await Promise.all(inputs.map(async (input) => parseDocument(await this.definition(input))));
    const { stage, state, host } = flags;
    const { stageVariables } = settings;
    const tokens = await withIssuers(lateIssuer(), issuers);
    const endpoint = await openEndpoint({
      ...{ ...settings, host, state, tokens },
      seeds: documents.map((document) => ({ document, stage, stageVariables })),
      onAnswered: (call) => line(words.call(call)),
      onInvoked: (invoked) => line(words.invoked(invoked)),
      onFailure: (error) => this.say(simulatorFailureText(error)),
    });
    const samples = await Promise.all(documents.map((document) => sampleTokens(document, tokens)));
    await this.show(words.serving({ ...endpoint, tokens: samples.flat() }));
    if (!isLoopback(host)) this.say(openToOthersText(host, false));
    await this.untilEnded(() => endpoint.close());
  }

  private async loaded(input: string, flags: SimulateFlags): Promise<{ served: Served; settings: SimulationSettings }> {
    const decided = await readDecisions({ input, config: flags.config });
    const decisions = withFlags(decided, flags, Object.values(rules));
    const { rest, served } = await this.served(parseDocument(await this.definition(input)), flags.kind, decisions);
    const callers = callersOf(decisions.callers);
    const settings = {
      ...settingsOf(flags, decisions.backends, rest),
      issuers: decisions.issuers,
      ...(callers && { callers }),
    };
    for (const line of unusedIssuers(settings.issuers, served, settings.stageVariables)) this.say(line);
    return { served, settings };
  }

  /** @returns stops it */
  private async watch(
    input: string,
    flags: SimulateFlags,
    { simulation, words }: { simulation: Simulation; words: SimulationWords },
  ): Promise<() => void> {
    const { file } = await namedPart(input);
    const files = [...(await definitionFiles(file)), ...(await configFiles({ config: flags.config, input: file }))];
    let before = simulation.apis;
    return watchFiles([...new Set(files)], async () => {
      try {
        const { served, settings } = await this.loaded(input, flags);
        const after = await simulation.replace(served, settings);
        await this.show(words.reloaded(before, after));
        before = after;
      } catch (error) {
        // A definition that is being written is often broken, and a bug in reading one need not end what is served.
        await this.show(words.notReloaded(error));
      }
    });
  }

  private async served(
    document: OpenApiDocument,
    kind: Kind | undefined,
    decisions: Decisions,
  ): Promise<{ rest?: RestApi; served: Served }> {
    if (kindOf(document) === 'http') return { served: { http: await httpApi(document, kind) } };
    const { readRestApi } = await import('../openapi/rest/read-rest-api.js');
    const rest = await readRestApi(document);
    if (kind === 'rest') return { rest, served: { rest } };
    const { convert } = await import('../convert/convert.js');
    const { httpApi: http, stage, ledger } = convert(rest, decisions);
    const { unusedDecisions } = await import('../convert/notices.js');
    const unused = unusedDecisions(decisions, rest, ledger).map(({ message }) => message);
    for (const line of [...unused, ...leftOutLines(ledger)]) this.say(line);
    const converted = { http, ...(stage && { httpStage: stage }) };
    return { rest, served: kind === 'http' ? converted : { rest, ...converted } };
  }
}

type Kind = 'rest' | 'http' | 'both';

type SimulateFlags = Interfaces.InferredFlags<typeof Simulate.flags>;

/** @throws Failure (`usage`) unless there is just one */
function onlyOf(inputs: readonly string[]): string {
  const [input, ...more] = inputs;
  if (input !== undefined && more.length === 0) return input;
  const message =
    input === undefined ? 'There is no INPUT to serve.' : `One INPUT can be served, not ${inputs.length}.`;
  throw new Failure('usage', message, 'Name one definition; migrate simulate --aws takes several, or none.');
}

async function sampleTokens(document: OpenApiDocument, issuer: LocalIssuer): Promise<SampleToken[]> {
  if (kindOf(document) === 'http') return httpSampleTokens(await httpApi(document, undefined), issuer);
  const { readRestApi } = await import('../openapi/rest/read-rest-api.js');
  return restSampleTokens(await readRestApi(document), issuer);
}

function notWatchable(): Failure {
  return new Failure('usage', 'Standard input cannot be watched.', 'Name a file, or leave out --watch.');
}

/** @throws Failure (`usage`) when the REST API is asked for; (`input`) when ImportApi would refuse the definition */
async function httpApi(document: OpenApiDocument, kind: Kind | undefined): Promise<HttpApi> {
  const { file } = document.source;
  if (kind === 'rest' || kind === 'both') {
    const message = `This describes an HTTP API, so there is no REST API to serve with --kind ${kind}.`;
    throw new Failure('usage', message, 'Use --kind http, or pass the definition of the REST API.', { file });
  }
  const { readHttpApi } = await import('../openapi/http/read-http-api.js');
  const { httpApi: api, messages } = readHttpApi(document);
  const [error] = messages.errors;
  if (!error) return api;
  const place = document.locate([error.at]).get(error.at) ?? { file };
  throw new Failure('input', error.text, 'See migrate import FILE --dry-run for all messages.', place);
}
