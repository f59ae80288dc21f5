import { hidden, isObject, isSecretName, type Json, quoted, withoutSecrets } from '../model/index.js';
import type { Call, WriteStep } from '../plan/call.js';
import type { Change, Difference } from '../plan/changes.js';
import type { LivePlan } from '../plan/live-plan.js';
import type { Step } from '../plan/plan.js';
import { printable, wrapped } from './wrap.js';

/** @returns the plan as JSON, without secrets; `file`, `observed` and `digest` are what a saved plan is held against */
export function livePlanJson(plan: LivePlan) {
  const { apiId, region, accountId, file, observed, digest, changes, steps, notes } = plan;
  return {
    ...{ apiId: apiId ?? null, region, accountId, file, observed, digest },
    changes: changes.map(({ action, resource, differences }) => ({
      ...{ action, resource: withoutSecrets(resource) },
      ...(differences.length > 0 && { differences: differences.map(shownDifference) }),
    })),
    notes: notes.map(withoutSecrets),
    steps: steps.map(shownStep),
  };
}

const signs: Record<Change['action'], string> = { create: '+', change: '~', delete: '-', unchanged: ' ' };

/** @returns the plan for people: what becomes of each resource, then the calls in their order */
export function livePlanLines({ apiId, region, accountId, changes, steps, notes }: LivePlan): string[] {
  const counts = (['create', 'change', 'delete', 'unchanged'] as const).map((action) => {
    return `${changes.filter((change) => change.action === action).length} ${words[action]}`;
  });
  return [
    `PLAN for ${apiId === undefined ? 'a new API' : `API ${apiId}`} in ${region}, account ${accountId}`,
    ...changes.filter(({ action }) => action !== 'unchanged').flatMap(changeLines),
    `  ${counts.join(', ')}.`,
    ...notes.flatMap((note) => wrapped(`Note: ${withoutSecrets(note)}`, '  ')),
    ...(steps.length === 0 ? [] : ['', `CALLS (${steps.length})`]),
    ...steps.map(shownStep).flatMap(stepLines),
  ];
}

const words: Record<Change['action'], string> = {
  create: 'to create',
  change: 'to change',
  delete: 'to delete',
  unchanged: 'unchanged',
};

function changeLines({ action, resource, differences }: Change): string[] {
  return [
    `  ${signs[action]} ${printable(withoutSecrets(resource))}`,
    ...differences.map(shownDifference).map(({ member, before, after }) => {
      return `      ${printable(`${member}: ${valueText(before)} → ${valueText(after)}`)}`;
    }),
  ];
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function stepLines({ call, creates, command, undo, note }: Step, index: number): string[] {
  const head = `  ${index + 1}. `;
  const indent = ' '.repeat(head.length);
  return [
    `${head}${printable(`${call}: ${creates.join(', ')}`)}`,
    ...(note === undefined ? [] : wrapped(note, indent)),
    `${indent}${printable(command)}`,
    ...(undo === '' ? [] : [`${indent}undo: ${printable(undo)}`]),
  ];
}

function shownStep({ title, call, undo, note }: WriteStep): Step {
  return {
    ...{ call: callName(call), effect: 'writes', creates: [withoutSecrets(title)], command: commandOf(call, 'FILE') },
    undo: undo.map((one) => commandOf(one, 'BEFORE')).join(' && '),
    ...(note !== undefined && { note: withoutSecrets(note) }),
  };
}

function callName({ operation }: Call): string {
  return isOfLambda(operation) ? `lambda:${operation}` : operation;
}

function isOfLambda(operation: Call['operation']): boolean {
  return operation === 'AddPermission' || operation === 'RemovePermission';
}

/** @returns the call with the AWS CLI; `body` is the name of the file that holds the definition */
function commandOf({ operation, input }: Call, body: string): string {
  const { Body: definition, ...rest } = input;
  const command = operation.replaceAll(/(?<=.)([A-Z])/g, '-$1').toLowerCase();
  const members = JSON.stringify(shownInput(rest)).replaceAll(/apigw-migrate:(API_ID|DEPLOYMENT_ID|RUN)/g, '$1');
  const text = `aws ${isOfLambda(operation) ? 'lambda' : 'apigatewayv2'} ${command} --cli-input-json ${quoted(members)}`;
  return definition === undefined ? text : `${text} --body file://${body}`;
}

/** Values of stage variables that are secrets by their name stay hidden, and secrets in URLs wherever they stand. */
function shownInput(input: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, isSecretName(name) && value !== '' ? hidden : shown(value)]),
  );
}

function shown(value: Json): Json {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(shown);
  if (!isObject(value)) return value;
  return shownInput(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, member ?? null])));
}

/** Constants of mappings may be secrets whatever their names. */
function shownDifference({ member, before, after }: Difference): Difference {
  const name = member.split('.').at(-1) ?? member;
  const isHidden = /(?:request|response)Parameters/.test(member) || isSecretName(name);
  const show = (value: Json): Json => (isHidden ? hidden : withoutConstants(shown(value)));
  return {
    member,
    ...(before !== undefined && { before: show(before) }),
    ...(after !== undefined && { after: show(after) }),
  };
}

function withoutConstants(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      /^(?:request|response)Parameters$/.test(name) ? hidden : (member ?? null),
    ]),
  );
}
