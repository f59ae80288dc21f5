import { Args, Flags } from '@oclif/core';
import type { Wait } from '../aws/caller.js';
import type { AwsTarget } from '../aws/clients.js';
import type { Bundle } from '../aws/export/bundle.js';
import type { ApiExport } from '../aws/export/region-export.js';
import type { Region } from '../aws/region.js';
import { awsFlags } from '../cli/aws-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { BundleFolders, refuseFolder, writeBundle } from '../cli/bundle-store.js';
import { now } from '../cli/clock.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { choose } from '../cli/picker.js';
import { step, type Tell } from '../cli/progress.js';
import { Failure, isObject } from '../model/index.js';
import { type ExportedApi, exportFormats, printApis, printExport } from '../report/export.js';

export default class Export extends BaseCommand {
  static override summary = 'Read a REST API from AWS into a bundle: its definition and all that is set around it.';

  static override description =
    `Only reads. A bundle is a folder with openapi.json, as GetExport writes it, and settings.json: the API, its stage, authorizers, gateway responses, validators, usage plans and the number of their keys, custom domains, VPC links with their load balancers, policies of Lambda functions, app clients of user pools, and the calls of the last 30 days. The value of an API key is never asked for. A part that cannot be read is recorded as unknown with the permission that is missing; the rest is exported, and the exit code is 6. The other commands take the folder as INPUT.

With --all each API becomes DIR/REGION/API_ID (with a folder for each stage where it has several). What is there already is not read again, so a run that was stopped goes on where it was. Calls are paced below the rate that AWS allows.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --stage prod -o shop',
    '<%= config.bin %> <%= command.id %> --all --region eu-west-1 --region us-east-1 -o apis',
    '<%= config.bin %> <%= command.id %> a1b2c3d4e5 --endpoint-url http://127.0.0.1:4566',
  ];

  static override args = {
    API_ID: Args.string({ description: 'id of the REST API; without it, the APIs of the region to choose from' }),
  };

  static override flags = {
    stage: Flags.string({ description: 'stage to export; needed where there are several', helpValue: 'NAME' }),
    all: Flags.boolean({ description: 'export every REST API of the region or regions' }),
    region: Flags.string({
      description: 'AWS region; with --all it can be repeated. Default: that of the AWS environment',
      helpValue: 'REGION',
      multiple: true,
    }),
    ...awsFlags,
    'keep-secrets': Flags.boolean({
      description: 'keep stage variables and static credentials that look like secrets',
    }),
    force: Flags.boolean({ description: 'export again what is there already' }),
    output: Flags.string({
      char: 'o',
      description: 'folder of the bundle; default: API_ID, and with --all: rest-apis',
      helpValue: 'DIR',
    }),
    format: Flags.option({ options: exportFormats, default: 'text' })({ description: 'how to print the result' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Export);
    const { openRegion } = await import('../aws/region.js');
    const targets = targetsOf(args.API_ID, flags);
    const regions = await Promise.all(
      targets.map((target) => openRegion(target, { onWait: (wait) => this.say(waitText(wait)) })),
    );
    try {
      const done = flags.all ? await this.exportAll(regions, flags) : await this.exportOne(regions, args.API_ID, flags);
      await this.show(printExport(done, flags.format));
      if (done.some(isPartly)) this.exit(exitCodes.partly);
    } finally {
      for (const region of regions) region.close();
    }
  }

  /** One region that cannot be read keeps none of the others from being exported. */
  private async exportAll(regions: Region[], flags: ExportFlags): Promise<ExportedApi[]> {
    const title = `Exporting the REST APIs of ${regions.map(({ name }) => name).join(', ')}`;
    const work = (tell: Tell) => Promise.allSettled(regions.map((region) => exportWhole(region, flags, tell)));
    const settled = await step(title, work, 'lines');
    const failed = settled.find((region) => region.status === 'rejected');
    const done = settled.flatMap((region) => (region.status === 'fulfilled' ? region.value : []));
    if (failed === undefined) return done;
    await this.show(printExport(done, flags.format));
    throw failed.reason;
  }

  private async exportOne(regions: Region[], given: string | undefined, flags: ExportFlags): Promise<ExportedApi[]> {
    const [region] = regions;
    if (region === undefined) throw new Error('There is a region for each target.');
    const apiId = given ?? (await this.chosenApi(region, flags));
    const folder = flags.output ?? apiId;
    await refuseFolder(folder, flags.force);
    const { readBundle } = await import('../aws/export/bundle.js');
    const { withAws } = await import('../aws/failures.js');
    const stage = flags.stage ?? (await this.chosenStage(region, apiId));
    const read = () => readBundle(region, { apiId, stage }, { keepSecrets: flags['keep-secrets'], now: now() });
    const doing = { region: region.name, doing: `export the REST API ${apiId}, stage ${stage},` };
    const bundle = await step(`Exporting ${apiId}, stage ${stage}`, () => withAws(doing, read));
    await writeBundle(folder, bundle, flags.force);
    const { unknown, hidden } = bundle;
    const stages = [{ stage, folder, unknown, hidden }];
    return [{ region: region.name, apiId, name: nameOf(bundle), outcome: 'exported', stages }];
  }

  private async chosenApi(region: Region, { format }: ExportFlags): Promise<string> {
    const { listRestApis } = await import('../aws/export/rest-api.js');
    const { withAws } = await import('../aws/failures.js');
    const found = await withAws({ region: region.name, doing: 'list the REST APIs' }, () => listRestApis(region));
    const apis = found.map(({ id, name }) => ({ region: region.name, id: String(id), name: String(name ?? '') }));
    if (apis.length === 0) {
      const next = 'Name another region with --region, or another account with --profile.';
      throw new Failure('aws', `There is no REST API in ${region.name}.`, next);
    }
    const chosen = await choose(
      'Which REST API?',
      apis.map(({ id, name }) => ({ value: id, name: `${name} (${id})` })),
    );
    if (chosen !== undefined) return chosen;
    await this.show(printApis(apis, format));
    const next = `Run: migrate export ${apis[0]?.id} --region ${region.name}   or all of them: --all`;
    throw new Failure('usage', 'API_ID is missing, and there is no terminal to choose on.', next);
  }

  private async chosenStage(region: Region, apiId: string): Promise<string> {
    const { listStages } = await import('../aws/export/rest-api.js');
    const { withAws } = await import('../aws/failures.js');
    const doing = { region: region.name, doing: `read the stages of the REST API ${apiId}` };
    const stages = (await withAws(doing, () => listStages(region, apiId))).map(({ stageName }) => String(stageName));
    const [only, ...others] = stages;
    if (only === undefined) {
      const next = 'Deploy it to a stage first: an export shows what a stage serves.';
      throw new Failure('aws', `The REST API ${apiId} was never deployed, so there is nothing to export.`, next);
    }
    if (others.length === 0) return only;
    const chosen = await choose(
      'Which stage?',
      stages.map((name) => ({ value: name, name })),
    );
    if (chosen !== undefined) return chosen;
    const next = `Run: migrate export ${apiId} --stage ${only}`;
    throw new Failure('usage', `The REST API ${apiId} has several stages: ${stages.join(', ')}.`, next);
  }
}

interface ExportFlags {
  stage?: string | undefined;
  output?: string | undefined;
  'keep-secrets': boolean;
  force: boolean;
  format: (typeof exportFormats)[number];
}

async function exportWhole(region: Region, flags: ExportFlags, tell: Tell): Promise<ExportedApi[]> {
  const store = new BundleFolders(flags.output ?? 'rest-apis', region.name, flags.force);
  const { exportRegion } = await import('../aws/export/region-export.js');
  const { withAws } = await import('../aws/failures.js');
  const onApi = ({ name, apiId, outcome }: ApiExport, { done, all }: { done: number; all: number }) =>
    void tell(`${region.name}, ${done} of ${all}: ${name} (${apiId}) ${outcome}`);
  const options = { store, stage: flags.stage, keepSecrets: flags['keep-secrets'], now: now(), onApi };
  const doing = { region: region.name, doing: 'export the REST APIs' };
  const done = await withAws(doing, () => exportRegion(region, options));
  return done.map((api) => exportedApi(api, store));
}

/** @throws Failure (`usage`) for flags that do not go together */
function targetsOf(
  apiId: string | undefined,
  flags: {
    all: boolean;
    region?: string[] | undefined;
    profile?: string | undefined;
    'endpoint-url'?: string | undefined;
  },
): AwsTarget[] {
  const regions = [...new Set<string | undefined>(flags.region ?? [undefined])];
  if (flags.all && apiId !== undefined) {
    throw new Failure('usage', 'Both API_ID and --all are given.', 'Leave out one of them.');
  }
  if (!flags.all && regions.length > 1) {
    throw new Failure('usage', 'Several regions are given.', 'Name one region, or export all their APIs with --all.');
  }
  return regions.map((region) => ({ region, profile: flags.profile, endpointUrl: flags['endpoint-url'] }));
}

function nameOf({ settings }: Bundle): string {
  const { restApi } = settings;
  return isObject(restApi) ? String(restApi['name'] ?? '') : '';
}

function exportedApi(api: ApiExport, store: BundleFolders): ExportedApi {
  const { apiId, name, outcome } = api;
  const own = { region: store.region, apiId, name, outcome };
  if (api.outcome === 'failed') {
    return {
      ...own,
      stages: [],
      reason: api.reason,
      ...(api.permission !== undefined && { permission: api.permission }),
    };
  }
  if (api.outcome !== 'exported') return { ...own, stages: [] };
  const stages = [...api.bundles].map(([stage, { unknown, hidden }]) => ({
    ...{ stage, unknown, hidden },
    folder: store.folderOf(apiId, stage, api.bundles),
  }));
  return { ...own, stages };
}

function isPartly({ outcome, stages }: ExportedApi): boolean {
  return outcome === 'failed' || stages.some(({ unknown }) => unknown.length > 0);
}

function waitText({ service, trouble, millis, attempt, attempts }: Wait): string {
  const seconds = (millis / 1000).toFixed(1);
  const why = trouble.kind === 'throttled' ? 'AWS throttles' : 'No answer';
  return `${why} (${service}, ${trouble.code}); waiting ${seconds} s before try ${attempt + 1} of ${attempts}`;
}
