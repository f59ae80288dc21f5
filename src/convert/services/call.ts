import type { Integration, ParameterMapping, ServiceUri, TemplateForm, TemplatePiece } from '../../model/index.js';
import { addressedAction, addressFields } from './address.js';
import { isRefused, type Refused } from './argument.js';
import { type Fields, formFields, openJson } from './fields.js';
import { queryFields } from './mappings.js';

/** What a REST API sends to a service: the action, and its arguments as the service names them. */
export interface ServiceCall {
  action: string;
  fields: Fields;
  /** Whether the arguments stand in a form body or a query string, not in JSON. */
  isForm: boolean;
}

/**
 * Reads a call from the uri, the parameter mappings and the request template, in whichever of the services' protocols
 * it is written: JSON, form body, query string, or the address alone.
 */
export function serviceCall(integration: Integration, uri: ServiceUri): ServiceCall | Refused {
  const form = requestForm(integration);
  if (isRefused(form)) return form;
  const headers = headersOf(integration.parameters, form);
  if (isRefused(headers)) return headers;
  const body = bodyFields(form, headers.get('content-type') ?? '');
  if (isRefused(body)) return body;
  const fields: Fields = new Map([
    ...queryFields(integration.parameters),
    ...addressFields(uri, integration.parameters),
    ...body.fields,
  ]);
  const target = headers.get('x-amz-target')?.split('.').at(-1);
  const action = uri.kind === 'action' ? uri.rest : (target ?? actionField(fields) ?? addressedAction(uri));
  fields.delete('Action');
  fields.delete('Version');
  if (action === undefined) return { reason: 'the file does not show which action it calls' };
  if (target !== undefined && target !== action) return { reason: `it asks for ${action} and ${target} at once` };
  return { action, fields, isForm: body.isForm };
}

type Readable = Extract<TemplateForm, { pieces: unknown }>;

/** One template for all content types, since an HTTP API does not look at the type. */
function requestForm({ templates }: Integration): Readable | Refused {
  const [first, ...others] = templates;
  if (first === undefined) return { kind: 'empty', pieces: [], overrides: [] };
  if ('reason' in first.form) return { reason: `its template ${verb(first.form)}` };
  const differs = others.some(({ template }) => template.text !== first.template.text);
  return differs ? { reason: 'its templates differ by content type' } : first.form;
}

function verb({ kind, reason }: Extract<TemplateForm, { reason: string }>): string {
  return kind === 'logic' ? reason : `cannot be read: ${reason}`;
}

/** Headers that tell the service what it gets. Each must be written out; which action is called must not depend on callers. */
function headersOf(parameters: ParameterMapping[], { overrides }: Readable): Map<string, string> | Refused {
  const headers = new Map<string, string>();
  for (const { target, source } of parameters) {
    if (target.place !== 'header') continue;
    const name = target.name.toLowerCase();
    if (source.kind === 'constant') headers.set(name, source.text);
    else if (name === 'x-amz-target') return { reason: 'the caller chooses the action' };
  }
  for (const { target, pieces } of overrides) {
    const name = /^requestOverride\.header\.(.+)$/.exec(target)?.[1]?.toLowerCase();
    const text = constantText(pieces);
    if (name === undefined || text === undefined) return { reason: `its template sets ${target}` };
    headers.set(name, text);
  }
  return headers;
}

function constantText(pieces: TemplatePiece[]): string | undefined {
  return pieces.every(({ kind }) => kind === 'text')
    ? pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
    : undefined;
}

function bodyFields({ kind, pieces }: Readable, contentType: string): { fields: Fields; isForm: boolean } | Refused {
  if (kind === 'empty') return { fields: new Map(), isForm: true };
  if (kind === 'pass-through') return { reason: 'the caller sends the whole request of the service' };
  const [first] = pieces;
  const isJson = first?.kind === 'text' && first.text.trimStart().startsWith('{');
  if (!isJson || contentType.includes('x-www-form-urlencoded')) {
    const fields = formFields(pieces);
    return fields ? { fields, isForm: true } : { reason: 'its template computes names of arguments' };
  }
  const json = openJson(pieces);
  if (json === undefined) return { reason: 'its template makes no JSON' };
  const entries = json.root['Entries'];
  if (entries !== undefined && (!Array.isArray(entries) || entries.length !== 1 || Object.keys(json.root).length > 1)) {
    return { reason: 'it sends more than one entry, and an HTTP API sends one' };
  }
  const [entry] = Array.isArray(entries) ? entries : [json.root];
  const members = Object.entries(entry ?? {});
  return { fields: new Map(members.map(([name, value]) => [name, json.fieldOf(value ?? null)])), isForm: false };
}

function actionField(fields: Fields): string | undefined {
  const pieces = fields.get('Action')?.pieces;
  return pieces && constantText(pieces);
}
