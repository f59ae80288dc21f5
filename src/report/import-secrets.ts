import { hidden, isObject, type Json, withoutSecrets } from '../model/index.js';
import type { IntegrationResource } from '../plan/resources.js';
import type { ImportReport, LocatedMessage } from './import.js';
import { shownStage } from './stage.js';

/**
 * Hides what only the owner of the definition should read: secrets in URLs wherever they stand, and the constants of
 * mappings and service arguments, which may be secrets whatever their names. What is taken from the request shows
 * nothing, and stays.
 */
export function withoutSecretsOf(report: ImportReport): ImportReport {
  const { messages, resources, plan, live, stage } = report;
  const { api, authorizers, integrations, routes } = resources;
  return {
    file: report.file,
    messages: {
      info: messages.info.map(withoutSecretsIn),
      warnings: messages.warnings.map(withoutSecretsIn),
      errors: messages.errors.map(withoutSecretsIn),
    },
    resources: {
      api: clean(api),
      authorizers: clean(authorizers),
      integrations: clean(integrations.map(withoutConstants)),
      routes,
    },
    plan: clean(plan),
    ...(stage && { stage: shownStage(stage) }),
    // It hides what it holds where it is printed, since it says more than a definition.
    ...(live && { live }),
  };
}

/** The place stays as it is: file names and pointers are no URLs. */
function withoutSecretsIn(message: LocatedMessage): LocatedMessage {
  return { ...message, text: withoutSecrets(message.text) };
}

/** @returns the same structure, each text in it without secrets. */
function clean<T>(value: T): T {
  // Each value is replaced by one of its own type, which the compiler cannot follow through `fromEntries`.
  if (typeof value === 'string') return withoutSecrets(value) as T;
  if (Array.isArray(value)) return value.map(clean) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)])) as T;
}

function withoutConstants(integration: IntegrationResource): IntegrationResource {
  const { requestParameters, responseParameters } = integration;
  const isShown = integration['integrationSubtype'] === undefined ? isShownTarget : isShownArgument;
  return {
    ...integration,
    requestParameters: Object.fromEntries(
      Object.entries(requestParameters).map(([name, value]) => [name, isShown(name) ? value : expressionsOf(value)]),
    ),
    ...(isObject(responseParameters) && { responseParameters: withoutResponseConstants(responseParameters) }),
  };
}

/** Response mappings by status, and by target within it. */
function withoutResponseConstants(mappings: Record<string, Json | undefined>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(mappings).map(([key, value]) => {
      if (isObject(value)) return [key, withoutResponseConstants(value)];
      return [key, typeof value === 'string' && !isShownTarget(key) ? expressionsOf(value) : (value ?? null)];
    }),
  );
}

/** Paths and status codes are no secrets. */
function isShownTarget(target: string): boolean {
  return target === 'overwrite:path' || target === 'overwrite:statuscode';
}

/** Arguments that name a resource, or set a number. All others are what the service is given to keep or to pass on. */
const shownArguments = new Set([
  ...['Application', 'Environment', 'Configuration', 'ClientConfigurationVersion', 'EventBusName', 'Source'],
  ...['DetailType', 'Resources', 'QueueUrl', 'StateMachineArn', 'ExecutionArn', 'StreamName', 'Region'],
  ...['DelaySeconds', 'MaxNumberOfMessages', 'VisibilityTimeout', 'WaitTimeSeconds'],
]);

function isShownArgument(name: string): boolean {
  return shownArguments.has(name);
}

/** What the mapping of a removal has for a value (PV-REMOVE). */
const emptyText = "''";

/** Where a value comes from: `$request.header.a` as a whole, or any `${…}` without quotes and spaces in it. */
const expression = /^\$(?:request|response|context|stageVariables)\.\S+$|^\$request\.(?:path|body)$|\$\{[\w.:[\]-]+\}/g;

/** @returns the expressions of a mapping's value (PV-HDR, PV-MIX), and `(hidden)` for each text around them. */
function expressionsOf(value: string): string {
  if (value === emptyText) return value;
  const expressions = value.match(expression) ?? [];
  const constants = value.split(expression);
  return constants.map((text, index) => `${text === '' ? '' : hidden}${expressions[index] ?? ''}`).join('');
}
