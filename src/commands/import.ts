import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { outputFlag } from '../cli/flags.js';
import { Failure } from '../model/index.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { type ImportMessage, type ImportMessages, readHttpApi } from '../openapi/http/read-http-api.js';
import { isRestDefinition } from '../openapi/http/rest-definition.js';
import { parseDocument } from '../openapi/parse.js';
import { planImport } from '../plan/plan-import.js';
import { resourcesOf } from '../plan/resources.js';
import { type ImportReport, importFormats, printImport } from '../report/import.js';

export default class Import extends BaseCommand {
  static override summary = 'Check the definition of an HTTP API as ImportApi does, and show what would be made.';

  static override description =
    `The dry run needs no AWS account and sends nothing. It tells what ImportApi would say (info, warnings, errors), and lists the API, its authorizers, integrations and routes, and the calls of the plan: each that writes has its undo. Secrets in URLs and constants of mappings are not shown. What AWS's documentation leaves open is a warning that says so. Exits with 1 if there are warnings or errors: imports run with failOnWarnings=true, so either would stop them.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> http-api.yaml --dry-run',
    '<%= config.bin %> <%= command.id %> http-api.yaml --dry-run --format json -o plan.json',
    '<%= config.bin %> convert rest-api.yaml | <%= config.bin %> <%= command.id %> - --dry-run',
  ];

  static override args = {
    FILE: Args.string({
      description: 'OpenAPI 3.0 definition of an HTTP API (JSON or YAML), or - for standard input',
      required: true,
    }),
  };

  static override flags = {
    'dry-run': Flags.boolean({ description: 'check and plan only; the one mode that exists so far' }),
    format: Flags.option({ options: importFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Import);
    if (!flags['dry-run']) refuseRealImport(args.FILE);
    const document = parseDocument(await this.read(args.FILE, 'an OpenAPI 3.0 definition of an HTTP API'));
    refuseRestDefinition(document, args.FILE);
    const { httpApi, messages } = readHttpApi(document);
    const report: ImportReport = {
      file: document.source.file,
      messages: located(document, messages),
      resources: resourcesOf(httpApi),
      // An error stops the import at its first call, so there is nothing to plan.
      plan: messages.errors.length > 0 ? { steps: [] } : planImport(httpApi, fileOf(args.FILE)),
    };
    await this.show(await printImport(report, flags.format), flags.output);
    if (messages.warnings.length + messages.errors.length > 0) this.exit(exitCodes.findings);
  }
}

/** @returns the file that a command can be given; undefined for standard input, which is gone by then */
function fileOf(input: string): string | undefined {
  return input === '-' ? undefined : input;
}

/** @throws Failure (`refused`) always: nothing is to be written to AWS by a version that cannot take it back */
function refuseRealImport(file: string): never {
  const message = 'Only the dry run of import exists in this version, so nothing was sent to AWS.';
  throw new Failure('refused', message, `Run: migrate import ${file} --dry-run`);
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
