import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags, withFlags } from '../cli/decision-flags.js';
import { readDecisions } from '../cli/decisions.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, outputFlag } from '../cli/flags.js';
import { step, type Tell } from '../cli/progress.js';
import { convert } from '../convert/convert.js';
import { fixedBackends } from '../diff/backends.js';
import { compareDefinitions } from '../diff/definition.js';
import { deployments, stages } from '../diff/deployments.js';
import { diff } from '../diff/diff.js';
import type { DiffResult } from '../diff/differences.js';
import { requestsFor } from '../diff/requests.js';
import { withStandIns } from '../diff/stand-ins.js';
import { tokenSources } from '../diff/token-sources.js';
import { localIssuer } from '../gateway/backends/tokens.js';
import { openHttpGateway } from '../gateway/http/http-gateway.js';
import { openRestGateway } from '../gateway/rest/rest-gateway.js';
import { type Decisions, Failure, type HttpApi, type RestApi } from '../model/index.js';
import type { OpenApiDocument, SourceText } from '../openapi/document.js';
import { readHttpApi } from '../openapi/http/read-http-api.js';
import { isRestDefinition } from '../openapi/http/rest-definition.js';
import { kindOf } from '../openapi/kind.js';
import { parseDocument } from '../openapi/parse.js';
import { readRestApi } from '../openapi/rest/read-rest-api.js';
import { diffFormats, printDiff } from '../report/diff.js';
import { rules } from '../rules/index.js';

export default class Diff extends BaseCommand {
  static override summary = 'Send the same requests to both APIs, simulated, and explain every difference.';

  static override description =
    `Requests are made from the REST API: good calls, calls that lack what they need, paths that nobody declares, preflights. Beside that, the HTTP API is compared with what convert makes of the REST API, with the same decisions. Nothing is sent over the network. Exits with 1 if a difference is unexplained, or lets somebody in who was kept out and nobody accepted that.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> rest-api.yaml http-api.yaml',
    '<%= config.bin %> <%= command.id %> rest-api.yaml http-api.yaml --format json -o differences.json',
  ];

  static override args = {
    REST: Args.string({
      description: 'OpenAPI definition of the REST API, a template with one in it, or - for standard input',
      required: true,
    }),
    HTTP: Args.string({ description: 'OpenAPI definition of the HTTP API, or - for standard input', required: true }),
  };

  static override flags = {
    config: configFlag,
    ...decisionFlags,
    format: Flags.option({ options: diffFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Diff);
    if (args.REST === '-' && args.HTTP === '-') throw onlyOneStream;
    const rest = await restApi(await this.definition(args.REST));
    const http = httpApi(await this.read(args.HTTP, 'an OpenAPI 3.0 definition of an HTTP API'), args.HTTP);
    const decisions = withFlags(
      await readDecisions({ input: args.REST, config: flags.config }),
      flags,
      Object.values(rules),
    );
    const result = await step('Sending the same requests to both APIs', (tell) =>
      compare({ rest, http }, decisions, tell),
    );
    await this.show(printDiff(result, flags.format, rules), flags.output);
    if (result.unexplained > 0) this.exit(exitCodes.findings);
  }
}

const onlyOneStream = new Failure(
  'usage',
  'Only one of REST and HTTP can be standard input.',
  'Write one of them to a file first.',
);

/** A key that exists only in the simulated usage plan. */
const apiKey = 'migrate-diff-api-key';

async function compare(
  defined: { rest: RestApi; http: HttpApi },
  decisions: Decisions,
  tell: Tell,
): Promise<DiffResult> {
  const { rest, http, assumed } = withStandIns(defined.rest, defined.http);
  const issuer = await localIssuer();
  const backends = fixedBackends(apiKey);
  const { httpApi: made, ledger, stage } = convert(defined.rest, decisions);
  // Where the stage is known, the HTTP API gets one of the same name.
  const deployed = deployments(rest, apiKey, issuer, stage && stages.rest);
  const caller = { apiKey, sign: issuer.sign, tokens: tokenSources(rest, http) };
  const requests = await requestsFor(
    rest,
    caller,
    http.routes.map(({ key }) => key),
  );
  const sides = {
    rest: openRestGateway(rest, backends, deployed.rest),
    http: openHttpGateway(http, backends, deployed.http),
    beforeEach: deployed.letTimePass,
    afterEach: (sent: number) => tell(`${sent} of ${requests.length}`),
    assumed,
  };
  const definition = compareDefinitions({ rest: defined.rest, made, given: defined.http });
  return diff(sides, requests, { api: rest, ledger, definition });
}

/** @throws Failure (`input`) when the file is no definition, or one of an HTTP API: it says which argument that is */
async function restApi(source: SourceText): Promise<RestApi> {
  const document = parseDocument(source);
  if (kindOf(document) === 'http') throw wrongKind('REST', document);
  return readRestApi(document);
}

/**
 * @throws Failure (`input`) when the file is no definition, one of a REST API, or one that ImportApi would refuse: such
 * an API never comes to be
 */
function httpApi(source: SourceText, file: string): HttpApi {
  const document = parseDocument(source);
  if (isRestDefinition(document)) throw wrongKind('HTTP', document);
  const { httpApi: api, messages } = readHttpApi(document);
  const [error] = messages.errors;
  if (!error) return api;
  throw new Failure(
    'input',
    `The argument HTTP cannot be imported: ${error.text}`,
    `For all messages: migrate import ${file} --dry-run`,
    document.locate([error.at]).get(error.at) ?? { file: document.source.file },
  );
}

function wrongKind(argument: 'REST' | 'HTTP', { source }: OpenApiDocument): Failure {
  const [wanted, given] = argument === 'REST' ? ['a REST API', 'an HTTP API'] : ['an HTTP API', 'a REST API'];
  const message = `The argument ${argument} is the definition of ${wanted}, and this describes ${given}.`;
  return new Failure('input', message, 'The REST API comes first: migrate diff REST HTTP', { file: source.file });
}
