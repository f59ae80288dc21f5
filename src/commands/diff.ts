import { Args, Flags } from '@oclif/core';
import type { Anonymiser } from '../anonymise/anonymiser.js';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags } from '../cli/decision-flags.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { anonymiseDescription, configFlag, outputFlag } from '../cli/flags.js';
import { readHandlerSources } from '../cli/handler-sources.js';
import { type LiveSettings, liveFlags, liveSettings } from '../cli/live-flags.js';
import { step, type Tell } from '../cli/progress.js';
import { readRequests } from '../cli/requests-file.js';
import { convert } from '../convert/convert.js';
import { fixedBackends } from '../diff/backends.js';
import { compareDefinitions } from '../diff/definition.js';
import { deployments, stages } from '../diff/deployments.js';
import { type Account, diff } from '../diff/diff.js';
import type { DiffRequest } from '../diff/diff-request.js';
import type { DiffResult } from '../diff/differences.js';
import { diffLive } from '../diff/live/live.js';
import { replayed } from '../diff/replay.js';
import { requestsFor } from '../diff/requests.js';
import { signersOf } from '../diff/signers.js';
import { withStandIns } from '../diff/stand-ins.js';
import { tokenSources } from '../diff/token-sources.js';
import { writtenRequests } from '../diff/written-requests.js';
import { anonymousKey, anonymousSource } from '../fleet/anonymous.js';
import { decided } from '../fleet/decided.js';
import { liveGateway } from '../gateway/backends/live.js';
import { paced } from '../gateway/backends/paced.js';
import { localIssuer } from '../gateway/backends/tokens.js';
import { openUpstream } from '../gateway/backends/upstream.js';
import { openHttpGateway } from '../gateway/http/http-gateway.js';
import { buildResources, matchMethod } from '../gateway/rest/resources.js';
import { openRestGateway } from '../gateway/rest/rest-gateway.js';
import { foreseenBy } from '../handlers/foreseen.js';
import { type HandlersResult, usesIn } from '../handlers/handlers.js';
import {
  type CallerDecision,
  type Conversion,
  Failure,
  type HttpApi,
  type Recording,
  type RestApi,
  type RuleId,
  type WrittenRequest,
} from '../model/index.js';
import type { OpenApiDocument, SourceText } from '../openapi/document.js';
import { readHttpApi } from '../openapi/http/read-http-api.js';
import { isRestDefinition } from '../openapi/http/rest-definition.js';
import { kindOf } from '../openapi/kind.js';
import { parseDocument } from '../openapi/parse.js';
import { readRestApi } from '../openapi/rest/read-rest-api.js';
import { diffFormats, printDiff } from '../report/diff.js';
import { handlersFail } from '../report/diff-handlers.js';
import { rules } from '../rules/index.js';

export default class Diff extends BaseCommand {
  static override summary = 'Send the same requests to both APIs, simulated or live, and explain every difference.';

  static override description =
    `Requests are made from the REST API: good calls, calls that lack what they need, paths that nobody declares, preflights. --traffic adds recorded ones, and says what share of them shows each difference; --requests adds those of a file. Without HTTP, the REST API is compared with what convert makes of it; with HTTP, that file is besides compared with what convert makes, with the same decisions. No credential of recorded traffic is kept. Nothing is sent over the network, unless --rest-url and --http-url say so.

With --rest-url and --http-url the requests go to two deployed APIs, and replies are compared; what backends receive cannot be seen from outside. Only GET, HEAD and OPTIONS are sent, without --allow-writes. Each request goes to both at the same time. Where the replies differ, the REST API is asked once more: what differs between its own two answers is noise, listed and left out. Credentials come from environment variables, and are hidden in every report; requests that need others are not sent, and listed.

--handlers reads sources of Lambda functions (JavaScript, TypeScript, Python; no code is run) for uses of the event and of answers that the rules of the analysis are about, and points at line and column.

Exits with 1 if a difference is unexplained. One that lets somebody in who was kept out is, unless that very loss was accepted by name, or a rule tells of it that needs no acceptance, as the report says; with --handlers also if a use breaks, or a source could not be read.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> rest-api.yaml',
    '<%= config.bin %> <%= command.id %> rest-api.yaml http-api.yaml',
    '<%= config.bin %> <%= command.id %> rest-api.yaml --traffic access-logs/ --traffic browser.har',
    '<%= config.bin %> <%= command.id %> rest-api.yaml http-api.yaml --format json -o differences.json',
    '<%= config.bin %> <%= command.id %> rest-api.yaml http-api.yaml --handlers functions --format html -o differences.html',
    "<%= config.bin %> <%= command.id %> rest-api.yaml http-api.yaml --rest-url https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod --http-url https://f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com --header-from-env 'Authorization=TOKEN'",
  ];

  static override args = {
    REST: Args.string({
      description: 'OpenAPI definition of the REST API, a template with one in it, or - for standard input',
      required: true,
    }),
    HTTP: Args.string({
      description:
        'OpenAPI definition of the HTTP API, or - for standard input; without it, what convert makes of REST, blocked routes left out',
    }),
  };

  static override flags = {
    config: configFlag,
    ...decisionFlags,
    traffic: Flags.string({
      description:
        'recorded requests: a HAR file, JSON lines (schemas/traffic.schema.json), or access logs of API Gateway; or a folder of them, gzip or not. May stand several times',
      multiple: true,
      helpValue: 'FILE',
    }),
    'traffic-host': Flags.string({
      description: 'of HAR files, take only the requests to this host. May stand several times; default: all',
      multiple: true,
      helpValue: 'HOST',
      dependsOn: ['traffic'],
    }),
    'log-format': Flags.string({
      description: 'format of access logs as the stage has it, where it is none that the console offers',
      helpValue: 'FORMAT',
      dependsOn: ['traffic'],
    }),
    requests: Flags.string({
      description: 'requests written by hand, as schemas/requests.schema.json describes them',
      helpValue: 'FILE',
    }),
    format: Flags.option({ options: diffFormats, default: 'text' })({ description: 'how to print the result' }),
    handlers: Flags.string({
      description: 'read the Lambda sources in this folder or file for what the move changes for them; may be repeated',
      helpValue: 'DIR',
      multiple: true,
      multipleNonGreedy: true,
    }),
    ...liveFlags,
    anonymise: Flags.boolean({
      description: anonymiseDescription,
      exclusive: ['handlers', 'traffic', 'requests', 'rest-url', 'http-url'],
    }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Diff);
    if (args.REST === '-' && args.HTTP === '-') throw onlyOneStream;
    const given = await this.definition(args.REST);
    const anonymise = flags.anonymise ? { key: anonymousKey([given]) } : undefined;
    const { source, decisions, anonymiser } = await decided(given, args.REST, { ...flags, anonymise });
    const rest = await restApi(source);
    const live = liveSettings(flags);
    const conversion = convert(rest, decisions);
    const http =
      args.HTTP === undefined
        ? conversion.httpApi
        : httpApi(
            standIns(await this.read(args.HTTP, 'an OpenAPI 3.0 definition of an HTTP API'), anonymiser),
            args.HTTP,
          );
    const handlers = flags.handlers && (await handlersIn(flags.handlers, foreseenBy(conversion.ledger, http)));
    const more: MoreRequests = {
      recordings: await recordingsOf(flags),
      written: flags.requests === undefined ? [] : await readRequests(await this.read(flags.requests, 'requests')),
      callers: decisions.callers,
    };
    const result = await step('Sending the same requests to both APIs', (tell) =>
      compare({ rest, http }, { conversion, more, live }, tell),
    );
    await this.show(printDiff(result, flags.format, rules, handlers), flags.output);
    if (result.unexplained > 0 || (handlers && handlersFail(handlers))) this.exit(exitCodes.findings);
  }
}

/** The definition that is compared gets the stand-ins of the REST API. */
function standIns(source: SourceText, anonymiser: Anonymiser | undefined): SourceText {
  return anonymiser ? anonymousSource(source, anonymiser, 'http-api') : source;
}

const onlyOneStream = new Failure(
  'usage',
  'Only one of REST and HTTP can be standard input.',
  'Write one of them to a file first.',
);

/** Reads sources and finds what the rules say of them. */
async function handlersIn(places: readonly string[], foreseen: ReadonlySet<RuleId>): Promise<HandlersResult> {
  const { sources, ignored, notRead } = await readHandlerSources(places);
  const found = await usesIn(sources, foreseen);
  return { files: found.files, ignored, notRead: [...notRead, ...found.notRead], uses: found.uses };
}

/** Requests beside those that are made from the definition. */
interface MoreRequests {
  recordings: readonly Recording[];
  written: readonly WrittenRequest[];
  /** They sign one for each method of IAM. */
  callers: readonly CallerDecision[];
}

/** A key that exists only in the simulated usage plan. */
const apiKey = 'migrate-diff-api-key';

async function compare(
  defined: { rest: RestApi; http: HttpApi },
  { conversion, more, live }: { conversion: Conversion; more: MoreRequests; live: LiveSettings | undefined },
  tell: Tell,
): Promise<DiffResult> {
  const { rest, http, assumed } = withStandIns(defined.rest, defined.http);
  const issuer = await localIssuer();
  const backends = fixedBackends(apiKey);
  // Where the stage is known, the HTTP API gets one of the same name.
  const signers = signersOf(more.callers, rest);
  const deployed = deployments(rest, apiKey, issuer, { httpStage: conversion.stage && stages.rest, signers });
  const caller = { apiKey, sign: issuer.sign, tokens: tokenSources(rest, http), signers: signers?.named };
  const resources = buildResources(rest.operations);
  const replayer = {
    api: rest,
    caller,
    find: (method: string, path: string) => matchMethod(resources, method, path)?.operation,
  };
  const { requests: recorded, traffic } = await replayed(more.recordings, replayer);
  const requests = [
    ...(await requestsFor(
      rest,
      caller,
      http.routes.map(({ key }) => key),
      'large',
    )),
    ...(await writtenRequests(more.written, replayer)),
    ...recorded,
  ];
  const { httpApi: made, ledger } = conversion;
  const definition = compareDefinitions({ rest: defined.rest, made, given: defined.http });
  const account = { api: rest, ledger, definition };
  const withTraffic = (result: DiffResult) => (traffic.length > 0 ? { ...result, traffic } : result);
  if (live) return withTraffic(await compareLive(requests, account, live, tell));
  const sides = {
    rest: openRestGateway(rest, backends, deployed.rest),
    http: openHttpGateway(http, backends, deployed.http),
    beforeEach: deployed.letTimePass,
    afterEach: (sent: number) => tell(`${sent} of ${requests.length}`),
    assumed: [...assumed, ...(signers?.assumed ?? [])],
  };
  return withTraffic(await diff(sides, requests, account));
}

interface TrafficFlags {
  traffic?: string[] | undefined;
  'traffic-host'?: string[] | undefined;
  'log-format'?: string | undefined;
}

/** Readers of traffic are loaded only where there is any. */
async function recordingsOf(flags: TrafficFlags): Promise<readonly Recording[]> {
  if (flags.traffic === undefined) return [];
  const { openRecordings } = await import('../traffic/recordings.js');
  const hosts = (flags['traffic-host'] ?? []).map((host) => host.toLowerCase());
  return openRecordings(flags.traffic, { hosts, logFormat: flags['log-format'] });
}

/** The only comparison that uses the network. */
async function compareLive(
  requests: readonly DiffRequest[],
  account: Account,
  live: LiveSettings,
  tell: Tell,
): Promise<DiffResult> {
  const upstream = openUpstream();
  const gateway = (kind: 'rest' | 'http') =>
    liveGateway({ kind, url: live[kind], timeoutInMillis: live.timeoutInMillis }, upstream);
  const sides = {
    rest: gateway('rest'),
    http: gateway('http'),
    turn: paced(live.rate),
    afterEach: (sent: number, of: number) => tell(`${sent} of ${of}`),
  };
  try {
    return await diffLive(sides, requests, account, live);
  } finally {
    await upstream.close();
  }
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
