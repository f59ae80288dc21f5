import type { DefinitionSettingKind, RestApi, Setting, SurroundingKind } from '../model/index.js';
import { isObject } from '../model/index.js';
import { backendVerdicts } from './backend-settings.js';
import type { Claim, Verdict } from './claim.js';
import { domainVerdicts } from './domains.js';
import { defaultEndpointVerdict, endpointVerdict } from './endpoint.js';
import { knownText } from './known.js';
import { type VerdictsOf, withoutEffect } from './setting-verdict.js';
import { stageVerdicts } from './stage.js';
import { surveyOf } from './survey.js';
import { usagePlanVerdicts } from './usage-plans.js';

/** What becomes of the settings of the whole API. */
export function claimSettings(api: RestApi): Claim[] {
  const survey = surveyOf(api);
  return api.settings.map((setting) => ({
    construct: { kind: 'setting', at: setting.at, name: setting.name ?? setting.kind },
    ...verdicts[setting.kind](setting, survey),
  }));
}

const definitionVerdicts: VerdictsOf<DefinitionSettingKind> = {
  'resource-policy': () => ({
    rule: 'settings/resource-policy',
    outcome: 'blocked',
    message: 'A resource policy decides who may call; HTTP APIs have none, so everybody it refuses would pass.',
  }),
  'binary-media-types': () => ({
    rule: 'settings/binary-media-types',
    outcome: 'replaced',
    message:
      'HTTP APIs decide by content type whether a body is binary: all but text, JSON, XML and JavaScript arrives in base64.',
  }),
  'api-key-source': apiKeySourceVerdict,
  'minimum-compression-size': () => ({
    rule: 'settings/compression',
    outcome: 'blocked',
    message: 'API Gateway compresses answers; with an HTTP API the backend must.',
  }),
  documentation: () => ({
    rule: 'settings/documentation',
    outcome: 'dropped',
    message: 'Documentation parts do nothing at run time; HTTP APIs do not keep them.',
  }),
  'endpoint-configuration': endpointVerdict,
  'disable-execute-api-endpoint': defaultEndpointVerdict,
  'endpoint-access-mode': ({ value }) =>
    knownText(value) === 'BASIC' ? withoutEffect('The endpoint access mode is the basic one.') : ownTlsPolicy,
  'security-policy': securityPolicyVerdict,
  'root-security': () => ({
    rule: 'settings/root-security',
    outcome: 'rewritten',
    message: 'The security of the whole API is written at each route.',
  }),
  'root-tags': () => ({
    rule: 'settings/tags',
    outcome: 'dropped',
    message: 'Tags of the document group its pages; in an HTTP API they would become AWS tags.',
  }),
  'http-api-only': () => ({
    rule: 'settings/http-api-extension',
    outcome: 'dropped',
    message: 'REST APIs ignore this extension of HTTP APIs.',
  }),
};

/** GetRestApi always names the source; the default does nothing by itself, since methods that ask for a key count there. */
function apiKeySourceVerdict({ value }: Setting): Verdict {
  if (knownText(value)?.toUpperCase() === 'HEADER') {
    return withoutEffect('API keys are read from the default header; each method that asks for a key counts itself.');
  }
  return {
    rule: 'settings/api-key-source',
    outcome: 'blocked',
    message: 'API keys are read from a place of choice; HTTP APIs have no API keys.',
  };
}

const ownTlsPolicy: Verdict = {
  rule: 'settings/tls-policy',
  outcome: 'blocked',
  message: 'The API asks for a TLS policy of its own; HTTP APIs have one fixed policy.',
};

/** The policy of HTTP APIs is TLS_1_2 (FE-API-TLS). */
function securityPolicyVerdict({ value }: Setting): Verdict {
  switch (knownText(value)) {
    case 'TLS_1_2':
      return { rule: 'settings/tls-policy', outcome: 'carried', message: 'HTTP APIs have the policy TLS_1_2 too.' };
    case 'TLS_1_0':
      return {
        rule: 'settings/tls-minimum',
        outcome: 'behaviour-changes',
        message: 'The API takes TLS 1.0 and 1.1; HTTP APIs take TLS 1.2 and newer.',
      };
    default:
      return ownTlsPolicy;
  }
}

const surroundingVerdicts: VerdictsOf<SurroundingKind> = {
  record: () => withoutEffect('Ids, times and states describe the REST API; they treat no request.'),
  'aws-tags': ({ value }) => ({
    rule: 'settings/aws-tags',
    outcome: 'carried',
    message: `AWS tags (${isObject(value) ? Object.keys(value).length : 'some'}) are set by TagResource after the import; those that begin with aws: are AWS's own and stay.`,
  }),
  'user-pool': () =>
    withoutEffect('App clients of a user pool are named where the audience of its authorizer is asked.'),
  'unattached-authorizer': ({ name }) => ({
    rule: 'authorizers/unused',
    outcome: 'dropped',
    message: `The definition of this stage has no authorizer ${name}, so no method uses it.`,
  }),
  'unattached-validator': ({ name }) => withoutEffect(`The definition of this stage has no validator ${name}.`),
  contradiction: ({ name, value }) => ({
    rule: 'settings/contradiction',
    outcome: 'unknown',
    message: `settings.json and the definition contradict each other about ${name}${Array.isArray(value) && value.length > 0 ? ` (${value.join(', ')})` : ''}.`,
  }),
  unread: unreadVerdict,
};

function unreadVerdict({ name, value }: Setting): Verdict {
  const part = isObject(value) ? value : {};
  const reason = knownText(part['reason']) ?? 'no reason is given';
  const permission = knownText(part['permission']);
  const missing = permission === undefined ? '' : ` It takes the permission ${permission}.`;
  return { rule: 'settings/unread', outcome: 'unknown', message: `${name} could not be read: ${reason}.${missing}` };
}

const verdicts: VerdictsOf<Setting['kind']> = {
  ...definitionVerdicts,
  ...stageVerdicts,
  ...usagePlanVerdicts,
  ...domainVerdicts,
  ...backendVerdicts,
  ...surroundingVerdicts,
};
