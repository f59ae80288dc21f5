import {
  type HttpServiceIntegration,
  type Integration,
  isOpaque,
  type ServiceUri,
  serviceUri,
  type Templated,
} from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { callerCredentials, callsAsCaller } from './credentials.js';
import { claimIntegrationResponses } from './integration-responses.js';
import type { IntegrationContext } from './integrations.js';
import { type Action, actionOf } from './services/actions.js';
import { isRefused, type Refused } from './services/argument.js';
import { type Arguments, argumentsOf } from './services/arguments.js';
import { type ServiceCall, serviceCall } from './services/call.js';
import { claimStaying } from './staying.js';
import { exceedsTimeout, timeoutOf, timeoutVerdict } from './timeout.js';

/**
 * Converts a call to an AWS service where HTTP APIs have its action ready, and every argument can be written as a
 * parameter mapping (facts import-export.md d; SN-TPL). The others stay, with the reason.
 */
export function convertService(
  part: OperationClaims,
  integration: Integration,
  { cors }: IntegrationContext,
): HttpServiceIntegration | undefined {
  const uri = serviceUri(integration.uri?.text ?? '');
  if (uri === undefined) return claimStaying(part, integration, unknownAddress);
  const call = serviceCall(integration, uri);
  const action = isRefused(call) ? addressed(uri) : actionOf(uri.service, call.action);
  if (action === undefined) return claimStaying(part, integration, noAction(uri, call));
  const made = isRefused(call) ? call : argumentsOf({ call, action, uri }, part.operation, integration);
  if (isRefused(made)) return claimStaying(part, integration, notWritable(action, made));
  part.claim('integration', integration.at, integrationVerdict(integration, action, made));
  for (const { at } of integration.templates) part.claim('mapping-template', at, argument);
  for (const { at } of integration.parameters) part.claim('parameter-mapping', at, argument);
  claimIntegrationResponses(part, integration, cors);
  return {
    kind: 'service',
    subtype: action.subtype,
    ...(integration.credentials && { credentials: integration.credentials }),
    timeoutInMillis: timeoutOf(integration),
    arguments: made,
  };
}

const unknownAddress: Verdict = {
  rule: 'integrations/unknown-target',
  outcome: 'unknown',
  message: 'A call to an AWS service or a function by mapping templates; the file does not name which.',
};

/** The action that an address names by itself, for a reason that fits when the rest cannot be read. */
function addressed(uri: ServiceUri): Action | undefined {
  return uri.kind === 'action' ? actionOf(uri.service, uri.rest) : undefined;
}

function noAction({ service }: ServiceUri, call: ServiceCall | Refused): Verdict {
  const called = isRefused(call) ? service : `${service} ${call.action}`;
  const more = isRefused(call) ? ` Here ${call.reason}.` : '';
  const message = `A call to ${called}: HTTP APIs have no ready action for it.${more} A Lambda function can make the call.`;
  return { rule: 'services/integration', outcome: 'blocked', message };
}

function notWritable({ subtype }: Action, { reason }: Refused): Verdict {
  const message = `HTTP APIs have ${subtype}, but this call cannot be written for it: ${reason}.`;
  return { rule: 'services/not-writable', outcome: 'blocked', message };
}

function integrationVerdict(integration: Integration, { subtype }: Action, written: Arguments): Verdict {
  if (exceedsTimeout(integration)) return timeoutVerdict(integration);
  if (callsAsCaller(integration)) return callerCredentials;
  if (subtype === 'Kinesis-PutRecord') {
    const message = `${subtype} gets Data ${shown(written['Data'])}; whether an HTTP API encodes it in base64 is not documented.`;
    return { rule: 'services/kinesis-data', outcome: 'unknown', message };
  }
  const list = Object.entries(written).map(([name, value]) => `${name} ${shown(value)}`);
  return {
    rule: 'services/subtype',
    outcome: 'behaviour-changes',
    message: `The gateway calls ${subtype} by itself: ${list.join(', ')}.`,
  };
}

/** Constants may be secrets, and are long: only what is taken from the request is shown. */
function shown(value: Templated | undefined): string {
  if (value === undefined) return 'nothing';
  const values = value.text.match(/(?<=\$\{?)(request|context|stageVariables)\.[^\s{}"']+/g) ?? [];
  if (values.length > 0) return `from ${values.join(', ')}`;
  return isOpaque(value) ? 'as the template says' : 'as a constant';
}

const argument: Verdict = {
  rule: 'services/argument',
  outcome: 'rewritten',
  message: 'Says in the protocol of the service what the arguments of the ready action say.',
};
