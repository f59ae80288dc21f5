import type { YAMLException } from 'js-yaml';
import { Failure, type FailurePlace, isObject, type JsonObject, OtherDocument } from '../model/index.js';
import type { SourceText } from './document.js';
import { exportCommand } from './export-command.js';

/**
 * Refuses what parsed, but is no definition of an API in OpenAPI 2.0 or 3.0. API Gateway imports no other version
 * (DG26 api-gateway-import-api; features.md).
 *
 * @throws Failure (`input`) that says what the file is and what to do
 */
export function refuseUnsuitable(root: JsonObject, source: SourceText): void {
  const refusal = refusalOf(root);
  if (refusal === undefined) return;
  const Refused = refusal.isOther ? OtherDocument : Failure;
  throw new Refused('input', refusal.message, refusal.next, { file: source.file, ...refusal.place });
}

interface Refusal {
  message: string;
  next: string;
  place?: { line: number; column: number };
  /** It has nothing to do with APIs. */
  isOther?: true;
}

function refusalOf(root: JsonObject): Refusal | undefined {
  const version = versionOf(root);
  if (version === undefined) return noOpenApi(root);
  if (version !== '2.0' && !/^3\.0(\.\d+)?$/.test(version)) {
    return {
      message: `This is OpenAPI ${version}; API Gateway reads Swagger 2.0 and OpenAPI 3.0.`,
      next: 'Export the API from API Gateway (aws apigateway get-export --export-type oas30), or lower the document to 3.0.',
    };
  }
  if (!isObject(root['paths'])) {
    return {
      message: 'The document has no paths object, so there is no API in it.',
      next: 'If a template engine fills the paths in (Fn::Transform, templatefile), render it first.',
    };
  }
  return undefined;
}

/** Hand-written files say `swagger: 2.0` or `openapi: 3.0` without quotes, which YAML reads as the numbers 2 and 3. */
function versionOf(root: JsonObject): string | undefined {
  const { swagger, openapi } = root;
  if (openapi === 3) return '3.0';
  if (swagger !== undefined) return Number(swagger) === 2 ? '2.0' : String(swagger);
  return openapi === undefined ? undefined : String(openapi);
}

/** Files of other tools that make an API without a definition of it. */
const apiSources: { isIt: (root: JsonObject) => boolean; message: string }[] = [
  {
    isIt: ({ service, provider, functions }) =>
      service !== undefined && (isObject(provider) || functions !== undefined),
    message: 'This is a configuration of the Serverless Framework, not an OpenAPI document.',
  },
  {
    isIt: ({ resource, terraform }) => isObject(resource) || isObject(terraform),
    message: 'This is a configuration of Terraform, not an OpenAPI document.',
  },
];

function noOpenApi(root: JsonObject): Refusal {
  const source = apiSources.find(({ isIt }) => isIt(root));
  if (source) return { message: source.message, next: `Pass an export of the deployed API: ${exportCommand}` };
  return {
    message: 'This is not an OpenAPI document: it has neither "swagger" nor "openapi" at the top.',
    next: 'Pass an OpenAPI definition, such as GetExport with extensions=apigateway writes it.',
    isOther: true,
  };
}

/** @throws Failure (`input`) */
export function refuseSeveralDocuments(source: SourceText, count: number): never {
  const message = `The file has ${count} YAML documents, and one definition is expected.`;
  throw new Failure('input', message, 'Split the file at its --- lines.', { file: source.file });
}

/**
 * Says why a text is no YAML: because a template engine has yet to render it, because a key stands twice, or because
 * of a plain mistake.
 *
 * @throws Failure (`input`)
 */
export function refuseSyntax(source: SourceText, error: YAMLException): never {
  refuseTerraform(source);
  refuseDirectives(source);
  const place = { file: source.file, line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
  const line = source.text.split('\n')[place.line - 1] ?? '';
  const placeholder = /\$\{[^}]*\}|\{\{[^}]*\}\}|<<[^>]*>>|::[\w.:-]+::/.exec(line)?.[0];
  if (placeholder !== undefined) {
    const message = `The placeholder ${placeholder} makes this line no YAML (${error.reason}).`;
    throw new Failure('input', message, 'Render the template first, then pass the result.', place);
  }
  if (error.reason === 'duplicated mapping key') refuseDuplicateKey(place);
  if (error.reason.startsWith('nesting exceeded')) {
    const message = `The document is nested deeper than any definition (${error.reason}).`;
    throw new Failure('input', message, 'Look for a template that goes wrong there.', place);
  }
  const syntax = /^\s*[[{]/.test(source.text) ? 'JSON or YAML' : 'YAML';
  throw new Failure('input', `This is not ${syntax}: ${error.reason}.`, 'Correct the syntax there.', place);
}

/** @throws Failure (`usage`) */
export function refusePart({ file }: SourceText, part: string): never {
  const message = `Only a CloudFormation or SAM template has resources to name with #${part}, and this file is none.`;
  throw new Failure('usage', message, 'Pass the file without the part behind #.', { file });
}

/**
 * Refuses the language of Terraform, which no parser of ours reads.
 *
 * @throws Failure (`input`) when the text is a configuration of Terraform
 */
export function refuseTerraform({ file, text }: SourceText): void {
  if (!/^\s*(resource|data|module)\s+"[^"]+"[^\n{]*\{/m.test(text) || /^\s*(swagger|openapi)\s*:/m.test(text)) return;
  const message = 'This is a configuration of Terraform, not an OpenAPI document.';
  const next = `Pass the body of aws_api_gateway_rest_api as a file of its own, or an export of the deployed API: ${exportCommand}`;
  throw new Failure('input', message, next, { file });
}

/** @throws Failure (`input`) */
export function refuseDuplicateKey(place: FailurePlace): never {
  const message = 'This key stands twice in the same mapping, and all but one of them would be lost.';
  throw new Failure('input', message, 'Keep the one that is meant.', place);
}

/** Directives of template engines that make a file no YAML until it is rendered, with the command that renders it. */
const engines = [
  {
    name: 'Terraform',
    directive: /%\{~?\s*(if|else|endif|for|endfor)\b/,
    render: 'terraform console <<< \'templatefile("FILE", { … })\'',
  },
  { name: 'Jinja', directive: /\{%-?\s*\w+/, render: 'jinja2 FILE values.yaml' },
  {
    name: 'Helm or Go',
    directive: /\{\{-?\s*(if|range|end|with|include)\b/,
    render: 'helm template, or the program that renders FILE',
  },
];

function refuseDirectives(source: SourceText): void {
  for (const { name, directive, render } of engines) {
    const found = directive.exec(source.text);
    if (found === null) continue;
    const before = source.text.slice(0, found.index).split('\n');
    const place = { file: source.file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const command = render.replace('FILE', source.file);
    throw new Failure(
      'input',
      `This is a ${name} template: "${found[0]}…" must be rendered before the file is a document.`,
      `Render it first, then pass the result: ${command}`,
      place,
    );
  }
}
