import { Flags } from '@oclif/core';
import type { AwsTarget } from '../aws/clients.js';
import { awsFlags } from '../cli/aws-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { now } from '../cli/clock.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, outputFlag } from '../cli/flags.js';
import { decisionsCheck, nodeCheck } from '../cli/machine-checks.js';
import type { Check } from '../model/index.js';
import { doctorFormats, isProblem, printChecks } from '../report/doctor.js';

export default class Doctor extends BaseCommand {
  static override summary = 'Tell whether this machine is fit for the other commands, and what they would find.';

  static override description =
    `Looks at Node.js, migrate.config.yaml in this folder, and where region, endpoint and credentials would come from. Nothing is sent over the network without --online, and no secret is shown. With it, AWS is asked who calls and what time it is, and REST and HTTP APIs are listed; nothing is changed. The exit code is 1 where something is in the way.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --online --profile shop',
    '<%= config.bin %> <%= command.id %> --online --endpoint-url http://127.0.0.1:3000 --json',
  ];

  static override flags = {
    online: Flags.boolean({ description: 'call AWS as well, only to read' }),
    region: Flags.string({ description: 'AWS region; default: that of the AWS environment', helpValue: 'REGION' }),
    ...awsFlags,
    config: configFlag,
    format: Flags.option({ options: doctorFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Doctor);
    const target = { region: flags.region, profile: flags.profile, endpointUrl: flags['endpoint-url'] };
    const checks = [
      nodeCheck(String(this.config.pjson.engines?.['node'] ?? '')),
      { name: 'package' as const, state: 'ok' as const, says: `${this.config.name} ${this.config.version}` },
      await decisionsCheck(flags.config),
      ...(await this.awsChecks(target, flags.online)),
    ];
    await this.show(printChecks(checks, flags.format, this.width), flags.output);
    if (checks.some(isProblem)) this.exit(exitCodes.findings);
  }

  private async awsChecks(target: AwsTarget, isOnline: boolean): Promise<Check[]> {
    const { credentialsCheck, endpointCheck, readEnvironment, regionCheck } = await import(
      '../aws/doctor/environment.js'
    );
    const environment = await readEnvironment(target);
    const region = regionCheck(target, environment);
    const others = [endpointCheck(target, environment), credentialsCheck(target, environment)];
    if (!isOnline) return [region, ...others, ...notAsked];
    if (region.state !== 'ok') return [{ ...region, state: 'problem' }, ...others, ...notAsked];
    const { onlineChecks } = await import('../aws/doctor/online.js');
    return [region, ...others, ...(await onlineChecks(target, now))];
  }
}

/** What only AWS can tell. */
const notAsked: Check[] = (['identity', 'clock', 'permissions'] as const).map((name) => ({
  name,
  state: 'unknown',
  says: 'AWS was not asked; --online does, and needs a region',
}));
