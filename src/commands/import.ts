import { Args, Flags } from '@oclif/core';
import type { Account, Identity } from '../aws/account.js';
import type { Outcome } from '../aws/execute.js';
import { awsFlags } from '../cli/aws-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { now } from '../cli/clock.js';
import { confirmOrRefuse } from '../cli/confirm.js';
import { readDecisions } from '../cli/decisions.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, journalFlag, outputFlag } from '../cli/flags.js';
import { step } from '../cli/progress.js';
import { newRunName } from '../cli/run-name.js';
import { readSavedPlan } from '../cli/saved-plan.js';
import { Failure, type HttpApi, type HttpStage, isObject } from '../model/index.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { type ImportMessage, type ImportMessages, readHttpApi } from '../openapi/http/read-http-api.js';
import { isRestDefinition } from '../openapi/http/rest-definition.js';
import { parseDocument } from '../openapi/parse.js';
import { hashOfText } from '../plan/canonical.js';
import { type Desired, desiredOf } from '../plan/desired.js';
import { type LivePlan, livePlan, refuseForeign, refuseMoved } from '../plan/live-plan.js';
import type { Observed } from '../plan/observed.js';
import { planImport } from '../plan/plan-import.js';
import { resourcesOf } from '../plan/resources.js';
import { type WantedStage, wantedStage } from '../plan/stage.js';
import { type ImportReport, importFormats, printImport } from '../report/import.js';
import { printRun } from '../report/imported.js';
import { livePlanLines } from '../report/live-plan.js';

export default class Import extends BaseCommand {
  static override summary = 'Import the definition of an HTTP API, or check it and show what would be made.';

  static override description =
    `With --dry-run it needs no AWS account and sends nothing. It tells what ImportApi would say (info, warnings, errors), and lists the API, its authorizers, integrations and routes, and the calls of the plan: each that writes has its undo. Secrets in URLs and constants of mappings are not shown. What AWS's documentation leaves open is a warning that says so. Exits with 1 if there are warnings or errors: imports run with failOnWarnings=true, so either would stop them.

With --live or --api-id the dry run reads the account, and shows what it would create, change and delete. Saved with --format json -o plan.json, --plan plan.json executes just that plan, and nothing if the definition or the account has moved since (5).

Without --dry-run it shows that plan, asks (or goes ahead with --yes), and makes the calls: the API, permissions of the functions that it calls, the stage. What was made is read back and compared with what was wanted. Each call is in the journal before it is made. If one fails, what was done is taken back; the exit code is 4, or 6 where something remains, which is listed. migrate undo takes a finished run back. An API that an earlier run made is found by its tags, and a second run changes nothing. The REST API is never touched.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> http-api.yaml --dry-run',
    '<%= config.bin %> <%= command.id %> http-api.yaml --dry-run --format json -o plan.json',
    '<%= config.bin %> convert rest-api.yaml | <%= config.bin %> <%= command.id %> - --dry-run',
    '<%= config.bin %> <%= command.id %> http-api.yaml --from shop --dry-run --live',
    '<%= config.bin %> <%= command.id %> http-api.yaml --from shop --yes',
  ];

  static override args = {
    FILE: Args.string({
      description: 'OpenAPI 3.0 definition of an HTTP API (JSON or YAML), or - for standard input',
      required: true,
    }),
  };

  static override flags = {
    'dry-run': Flags.boolean({ description: 'check and plan only' }),
    live: Flags.boolean({ description: 'with --dry-run, plan against the account: it is only read' }),
    'api-id': Flags.string({
      description: 'HTTP API to put the definition over; default: the one that an earlier run made, or a new one',
      helpValue: 'ID',
    }),
    from: Flags.string({
      description:
        'the REST API that the definition was made of (as INPUT of convert): its stage is carried, with variables, throttling, access logs and tags',
      helpValue: 'INPUT',
    }),
    stage: Flags.string({
      description: 'name of the stage; default: that of the REST API, or $default',
      helpValue: 'NAME',
    }),
    'auto-deploy': Flags.boolean({
      description: 'whether the stage deploys each change by itself',
      default: true,
      allowNo: true,
    }),
    'log-group': Flags.string({
      description: 'log group for access logs, where the REST API has none',
      helpValue: 'ARN',
    }),
    replace: Flags.boolean({ description: 'put it over an API that migrate did not make' }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    plan: Flags.string({
      description: 'execute this plan, as --dry-run --live --format json has saved it',
      helpValue: 'FILE',
      exclusive: ['dry-run'],
    }),
    journal: journalFlag,
    region: Flags.string({ description: 'AWS region; default: that of the AWS environment', helpValue: 'REGION' }),
    ...awsFlags,
    config: configFlag,
    format: Flags.option({ options: importFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Import);
    const document = parseDocument(await this.read(args.FILE, 'an OpenAPI 3.0 definition of an HTTP API'));
    refuseRestDefinition(document, args.FILE);
    const { httpApi, messages } = readHttpApi(document);
    const wishes = await this.wishes(flags);
    const report: ImportReport = {
      file: document.source.file,
      messages: located(document, messages),
      resources: resourcesOf(httpApi),
      // An error stops the import at its first call, so there is nothing to plan.
      plan: messages.errors.length > 0 ? { steps: [] } : planImport(httpApi, fileOf(args.FILE), wishes.stage.name),
      ...(wishes.carried && { stage: wishes.carried }),
    };
    const isOffline = flags['dry-run'] && !flags.live && flags['api-id'] === undefined;
    if (isOffline || (flags['dry-run'] ? messages.errors.length > 0 : stopsImport(messages))) {
      await this.show(await printImport(report, flags.format), flags.output);
      if (!flags['dry-run']) this.say('Nothing was sent to AWS: ImportApi would refuse this definition.');
      if (messages.warnings.length + messages.errors.length > 0) this.exit(exitCodes.findings);
      return;
    }
    await this.againstAccount({ document, httpApi, report }, { ...wishes, flags });
  }

  /** Plans against the account, and executes the plan unless only a dry run is asked for. */
  private async againstAccount(source: ImportSource, wishes: Wishes): Promise<void> {
    const { flags } = wishes;
    const saved = flags.plan === undefined ? undefined : await readSavedPlan(flags.plan);
    const { openAccount } = await import('../aws/open-account.js');
    const target = { region: flags.region, profile: flags.profile, endpointUrl: flags['endpoint-url'] };
    const account = await openAccount(target);
    try {
      const planned = await planAgainst(account, source, wishes);
      if (saved) refuseMoved(saved, planned.plan);
      const report = { ...source.report, live: planned.plan };
      if (!flags['dry-run']) return await this.execute(account, { ...planned, file: source.report.file }, flags);
      await this.show(await printImport(report, flags.format), flags.output);
      const { warnings, errors } = report.messages;
      if (warnings.length + errors.length > 0) this.exit(exitCodes.findings);
    } finally {
      account.clients.close();
    }
  }

  private async execute(account: Account, planned: Planned & { file: string }, flags: ImportFlags): Promise<void> {
    const { plan, desired, identity } = planned;
    const { region, apiId } = plan;
    if (plan.steps.length === 0) {
      const report = { ...(apiId !== undefined && { apiId }), region, outcome: 'unchanged' as const, remains: [] };
      return this.show(printRun(report, flags.format), flags.output);
    }
    this.say(livePlanLines(plan).join('\n'));
    if (!flags.yes) await confirmOrRefuse('Make these calls?');
    const run = newRunName(now());
    const { openJournal } = await import('../aws/journal.js');
    const { execute } = await import('../aws/execute.js');
    const journal = await openJournal(flags.journal, run, 'wx');
    try {
      await journal.write({
        ...{
          kind: 'run',
          version: 1,
          run,
          at: now().toISOString(),
          ...identity,
          sha256: plan.file,
          stage: desired.origin.stage,
          file: planned.file,
        },
        ...(flags['endpoint-url'] !== undefined && { endpointUrl: flags['endpoint-url'] }),
        ...(planned.observed.api && { apiId: planned.observed.api.apiId, before: planned.observed.api }),
      });
      const outcome = await step(`Importing in run ${run}`, () =>
        execute(plan.steps, desired, apiId, { run, account, journal, now: () => now().toISOString() }),
      );
      await this.tell(outcome, { run, journal: journal.file, region }, flags);
    } finally {
      await journal.close();
    }
  }

  private async tell(outcome: Outcome, run: { run: string; journal: string; region: string }, flags: ImportFlags) {
    if (outcome.kind === 'done') {
      const { apiId, differing } = outcome;
      const report = { ...run, apiId, outcome: 'imported' as const, differing, remains: [] };
      return this.show(printRun(report, flags.format), flags.output);
    }
    const { reason, remains } = outcome;
    await this.show(printRun({ ...run, outcome: 'failed', reason, remains }, flags.format), flags.output);
    this.exit(remains.length > 0 ? exitCodes.partly : exitCodes.aws);
  }

  /** What the REST API says about the stage, where it is given. */
  private async wishes(flags: ImportFlags): Promise<Omit<Wishes, 'flags'>> {
    const { from, config, stage: name, 'auto-deploy': autoDeploy, 'log-group': logGroup } = flags;
    if (from === undefined) return { stage: wantedStage({ stage: undefined, name, autoDeploy }) };
    const { readRestDefinition } = await import('../openapi/rest/read-definition.js');
    const { convert } = await import('../convert/convert.js');
    const { document, api } = await readRestDefinition(await this.definition(from));
    const { stage } = convert(api, await readDecisions({ input: from, config }));
    const restApi = document.settings?.root['restApi'];
    const id = isObject(restApi) && typeof restApi['id'] === 'string' ? restApi['id'] : undefined;
    return { source: id, stage: wantedStage({ stage, name, autoDeploy, logGroup }), carried: stage };
  }
}

interface ImportFlags {
  'dry-run': boolean;
  'api-id'?: string | undefined;
  from?: string | undefined;
  stage?: string | undefined;
  'auto-deploy': boolean;
  'log-group'?: string | undefined;
  replace: boolean;
  yes: boolean;
  plan?: string | undefined;
  journal: string;
  region?: string | undefined;
  profile?: string | undefined;
  'endpoint-url'?: string | undefined;
  config?: string | undefined;
  format: (typeof importFormats)[number];
  output?: string | undefined;
}

interface ImportSource {
  document: OpenApiDocument;
  httpApi: HttpApi;
  report: ImportReport;
}

interface Planned {
  desired: Desired;
  observed: Observed;
  plan: LivePlan;
  identity: Identity;
}

interface Wishes {
  /** Id of the REST API, where a bundle tells it. */
  source?: string | undefined;
  /** The stage of the REST API, as convert carries it. */
  carried?: HttpStage | undefined;
  stage: WantedStage;
  flags: ImportFlags;
}

/** Reads who calls and what is there, and plans what is missing. */
async function planAgainst(
  account: Account,
  { document, httpApi }: ImportSource,
  { source, stage, flags }: Wishes,
): Promise<Planned> {
  const { readIdentity } = await import('../aws/account.js');
  const { observe } = await import('../aws/observe.js');
  const { reaching } = await import('../aws/failures.js');
  const apiId = flags['api-id'];
  return reaching('read the account', 'import', async () => {
    const identity = await readIdentity(account);
    const sha256 = hashOfText(document.source.text);
    const desired = desiredOf({ api: httpApi, root: document.root, sha256, source, stage, place: identity });
    const observed = await observe(account, { apiId, origin: desired.origin, functions: desired.functions });
    refuseForeign(observed, flags.replace);
    return { desired, observed, plan: livePlan(desired, observed, sha256), identity };
  });
}

/** What AWS is not known to warn about stops no import: AWS itself decides, with failOnWarnings. */
function stopsImport({ warnings, errors }: ImportMessages): boolean {
  return errors.length > 0 || warnings.some(({ evidence }) => evidence !== 'U');
}

/** @returns the file that a command can be given; undefined for standard input, which is gone by then */
function fileOf(input: string): string | undefined {
  return input === '-' ? undefined : input;
}

/** @throws Failure (`input`) for the definition of a REST API; Swagger 2.0 is left to ImportApi, which has its own word for it */
function refuseRestDefinition(document: OpenApiDocument, input: string): void {
  const { root, resource, source } = document;
  if ((root['swagger'] !== undefined && !resource) || !isRestDefinition(document)) return;
  const message = 'This is the definition of a REST API: its integrations have what only REST APIs have.';
  const next =
    fileOf(input) === undefined
      ? 'Convert it on the way: migrate convert - | migrate import - --dry-run'
      : `Run migrate convert first: migrate convert ${input} -o http-api.yaml`;
  throw new Failure('input', message, next, { file: source.file });
}

function located(document: OpenApiDocument, messages: ImportMessages): ImportReport['messages'] {
  const all = [...messages.info, ...messages.warnings, ...messages.errors];
  const places = document.locate(all.map(({ at }) => at));
  const { file } = document.source;
  const place = (message: ImportMessage) => ({
    ...message,
    at: places.get(message.at) ?? { file, pointer: message.at, line: 1, column: 1 },
  });
  return {
    info: messages.info.map(place),
    warnings: messages.warnings.map(place),
    errors: messages.errors.map(place),
  };
}
