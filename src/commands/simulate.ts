import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags, unusedDecisions, withFlags } from '../cli/decision-flags.js';
import { readDecisions } from '../cli/decisions.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, inputArg } from '../cli/flags.js';
import { openLines } from '../cli/lines.js';
import { convert } from '../convert/convert.js';
import { untilInterrupted } from '../gateway/server-signals.js';
import { settingsOf } from '../gateway/simulation/settings.js';
import { openSimulation, type Served } from '../gateway/simulation/simulation.js';
import { type Decisions, Failure, type HttpApi } from '../model/index.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { readHttpApi } from '../openapi/http/read-http-api.js';
import { kindOf } from '../openapi/kind.js';
import { parseDocument } from '../openapi/parse.js';
import { readRestApi } from '../openapi/rest/read-rest-api.js';
import { leftOutLines, simulatedText } from '../report/simulate.js';
import { exchangeText, simulatorFailureText } from '../report/simulate-log.js';
import { rules } from '../rules/index.js';

/** A flag that may stand several times, with one value each. */
const many = { multiple: true, multipleNonGreedy: true } as const;

export default class Simulate extends BaseCommand {
  static override summary = 'Serve the REST API, the HTTP API it becomes, or both, on this machine.';

  static override description =
    `The REST API listens at /STAGE, as on AWS; the HTTP API at /, on the next port. What no handler, address or upstream stands for is answered by an echo, what is not simulated with 501; the table says which. Signatures of IAM are not verified. Nothing is sent over the network, unless --http upstream or an address in migrate.config.yaml says so.

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
      description: 'port, the next one for both; 0: any free',
      default: 3000,
      min: 0,
      max: 65_534,
    }),
    stage: Flags.string({ description: 'stage of the REST API', default: 'prod', helpValue: 'NAME' }),
    config: configFlag,
    ...decisionFlags,
    handler: Flags.string({
      description: 'functions whose name or ARN contains MATCH are this export of this file',
      helpValue: 'MATCH=FILE#NAME',
      ...many,
    }),
    http: Flags.option({ options: ['echo', 'upstream'] as const, default: 'echo' as const })({
      description: 'what answers HTTP integrations that no decision names',
    }),
    'stage-variable': Flags.string({ description: 'value of a stage variable', helpValue: 'NAME=VALUE', ...many }),
    'api-key': Flags.string({ description: 'an API key for the REST API; choose any', helpValue: 'KEY', ...many }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Simulate);
    const decided = await readDecisions({ input: args.INPUT, config: flags.config });
    const decisions = withFlags(decided, flags, Object.values(rules));
    const settings = { ...settingsOf(flags, decisions.backends), issuers: decisions.issuers };
    const served = await this.served(parseDocument(await this.definition(args.INPUT)), flags.kind, decisions);
    const line = openLines();
    const simulation = await openSimulation(served, settings, {
      onExchange: (kind, exchange, millis) => line(exchangeText(kind, exchange, millis)),
      onFailure: (error) => this.say(simulatorFailureText(error)),
    });
    await this.show(simulatedText(simulation.apis));
    await untilInterrupted();
    await simulation.close();
  }

  private async served(document: OpenApiDocument, kind: Kind | undefined, decisions: Decisions): Promise<Served> {
    if (kindOf(document) === 'http') return { http: httpApi(document, kind) };
    const rest = await readRestApi(document);
    if (kind === 'rest') return { rest };
    const { httpApi: http, ledger } = convert(rest, decisions);
    for (const line of [...unusedDecisions(decisions, rest, ledger), ...leftOutLines(ledger)]) this.say(line);
    return kind === 'http' ? { http } : { rest, http };
  }
}

type Kind = 'rest' | 'http' | 'both';

/** @throws Failure (`usage`) when the REST API is asked for; (`input`) when ImportApi would refuse the definition */
function httpApi(document: OpenApiDocument, kind: Kind | undefined): HttpApi {
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
