import { type DomainSettingKind, isObject, type Setting } from '../model/index.js';
import type { Verdict } from './claim.js';
import { knownText } from './known.js';
import { hidden, type VerdictsOf, withoutEffect } from './setting-verdict.js';
import type { Survey } from './survey.js';

/** What becomes of custom domains: REST and HTTP APIs can share a regional one (facts features.md 2.5). */
export const domainVerdicts: VerdictsOf<DomainSettingKind> = {
  domain: ({ name }) => carried(`The domain ${name} stays, with its certificate.`),
  'domain-endpoint': domainEndpointVerdict,
  'domain-tls': domainTlsVerdict,
  'domain-access-mode': ({ name, value }) =>
    knownText(value) === 'BASIC' ? withoutEffect(`${name} has the basic access mode.`) : ownTls(name),
  'domain-mutual-tls': mutualTlsVerdict,
  'domain-routing': routingVerdict,
  'domain-policy': ({ name }) => privateDomain(name),
  'domain-mapping': ({ name }) => ({
    rule: 'domains/mapping',
    outcome: 'rewritten',
    message: `${name} leads to the HTTP API once UpdateApiMapping names it; the same call leads back.`,
  }),
};

function carried(message: string): Verdict {
  return { rule: 'domains/carried', outcome: 'carried', message };
}

function privateDomain(name = ''): Verdict {
  return { rule: 'domains/private', outcome: 'blocked', message: `${name} is a private domain.` };
}

function domainEndpointVerdict({ name = '', value }: Setting): Verdict {
  const types = isObject(value) ? value['types'] : undefined;
  const texts = Array.isArray(types) ? types.map(knownText) : [undefined];
  if (texts.includes('PRIVATE')) return privateDomain(name);
  if (texts.includes(undefined)) return hidden('domains/private', `of which kind ${name} is`);
  if (!texts.includes('EDGE')) return carried(`${name} is regional, as HTTP APIs need it.`);
  return {
    rule: 'domains/edge',
    outcome: 'replaced',
    message: `${name} is edge-optimized; a regional domain of the same name takes its place, and DNS must follow.`,
  };
}

/** HTTP APIs can be mapped only to domains with the policy TLS_1_2 (FE-DM-TLS). */
function domainTlsVerdict({ name, value }: Setting): Verdict {
  switch (knownText(value)) {
    case 'TLS_1_2':
      return carried(`${name} has the policy TLS_1_2, as HTTP APIs need it.`);
    case 'TLS_1_0':
      return {
        rule: 'settings/tls-minimum',
        outcome: 'behaviour-changes',
        message: `${name} takes TLS 1.0 and 1.1; it must be raised to TLS_1_2 before an HTTP API can be mapped to it.`,
      };
    case undefined:
      return hidden('domains/tls-policy', `the TLS policy of ${name}`);
    default:
      return ownTls(name);
  }
}

function ownTls(name = ''): Verdict {
  const message = `${name} has a TLS policy of its own; HTTP APIs are mapped to domains with TLS_1_2 only.`;
  return { rule: 'domains/tls-policy', outcome: 'blocked', message };
}

/** The domain asks for the certificates, whatever stands behind it (FE-DM-MTLS). */
function mutualTlsVerdict({ name }: Setting, { closesDefaultEndpoint }: Survey): Verdict {
  const gap = closesDefaultEndpoint
    ? 'the default endpoint stays disabled, so nobody gets around it.'
    : 'the default endpoint is open today and stays open: nobody needs a certificate there.';
  return { rule: 'domains/mutual-tls', outcome: 'carried', message: `${name} goes on asking for certificates; ${gap}` };
}

function routingVerdict({ name, value }: Setting): Verdict {
  const mode = knownText(value);
  if (mode === undefined) return hidden('domains/routing-rules', `the routing mode of ${name}`);
  if (mode === 'BASE_PATH_MAPPING_ONLY') return withoutEffect(`${name} has no routing rules.`);
  return {
    rule: 'domains/routing-rules',
    outcome: 'blocked',
    message: `${name} goes by routing rules (${mode}); they cannot lead to an HTTP API.`,
  };
}
