import { isObject, type JsonObject, type Setting, type StageSettingKind } from '../model/index.js';
import { rewriteAccessLog } from './access-logs.js';
import type { Verdict } from './claim.js';
import { knownFlag, knownNumber, knownText } from './known.js';
import { isThere, parseMethods } from './methods.js';
import { bySwitch, hidden, type VerdictsOf, withoutEffect } from './setting-verdict.js';
import type { Survey } from './survey.js';

/** What becomes of what GetStage says (facts features.md 2.3). */
export const stageVerdicts: VerdictsOf<StageSettingKind> = {
  'stage-name': ({ value }) => ({
    rule: 'stage/carried',
    outcome: 'carried',
    message: `The stage keeps its name${knownText(value) === undefined ? '' : ` ${knownText(value)}`}, and so the path that URLs begin with.`,
  }),
  'stage-description': () => ({
    rule: 'stage/carried',
    outcome: 'carried',
    message: 'The description of the stage is given to CreateStage.',
  }),
  'stage-variables': ({ value }) => ({
    rule: 'stage/carried',
    outcome: 'carried',
    message: `The stage variables ${Object.keys(objectOf(value)).join(', ')} are given to CreateStage.`,
  }),
  throttling: throttlingVerdict,
  'detailed-metrics': ({ value }) =>
    bySwitch(value, {
      on: {
        rule: 'stage/metrics',
        outcome: 'behaviour-changes',
        message: 'Metrics of each route take the place of metrics of each method.',
      },
      off: 'No method has metrics of its own.',
      hidden: 'whether methods have metrics of their own',
    }),
  'execution-logs': executionLogsVerdict,
  'method-cache': methodCacheVerdict,
  'cache-cluster': ({ value }) =>
    bySwitch(objectOf(value)['cacheClusterEnabled'] ?? false, {
      on: {
        rule: 'stage/cache',
        outcome: 'dropped',
        message: `The cache of ${knownText(objectOf(value)['cacheClusterSize']) ?? 'unknown'} GB goes: every request reaches the backend.`,
      },
      off: 'The stage has no cache.',
      hidden: 'whether the stage has a cache',
    }),
  'client-certificate': clientCertificateVerdict,
  'documentation-version': () => ({
    rule: 'settings/documentation',
    outcome: 'dropped',
    message: 'HTTP APIs have no documentation versions.',
  }),
  'access-log': accessLogVerdict,
  canary: () => ({
    rule: 'stage/canary',
    outcome: 'dropped',
    message: 'The canary release ends: all requests get what the stage itself has.',
  }),
  'x-ray': ({ value }) =>
    bySwitch(value, {
      on: { rule: 'stage/x-ray', outcome: 'dropped', message: 'Traces no longer begin at the gateway.' },
      off: 'X-Ray is off.',
      hidden: 'whether X-Ray is on',
    }),
  'web-acl': () => ({
    rule: 'stage/web-acl',
    outcome: 'blocked',
    message: 'A web ACL of AWS WAF filters requests to the stage; none can stand before an HTTP API.',
  }),
};

function objectOf(value: Setting['value']): JsonObject {
  return isObject(value) ? value : {};
}

function throttlingVerdict({ value, name = '' }: Setting, survey: Survey): Verdict {
  const { throttlingRateLimit, throttlingBurstLimit } = objectOf(value);
  const limits = [throttlingRateLimit, throttlingBurstLimit].filter((limit) => limit !== undefined);
  const numbers = limits.map(knownNumber);
  if (numbers.includes(undefined)) return hidden('stage/throttling', 'the limits');
  if (numbers.every((limit) => limit !== undefined && limit < 0)) return withoutEffect('No limit is set here.');
  const methods = parseMethods(name);
  if (methods === 'all') {
    return { rule: 'stage/throttling', outcome: 'carried', message: 'The limits become those of every route.' };
  }
  if (!isThere(methods, survey.verbs)) {
    return withoutEffect(`The definition has no method for ${name}.`);
  }
  return {
    rule: 'stage/throttling',
    outcome: 'rewritten',
    message: `The limits of ${name} become those of its route.`,
  };
}

function executionLogsVerdict({ value }: Setting): Verdict {
  const { loggingLevel, dataTraceEnabled } = objectOf(value);
  const level = loggingLevel === undefined ? 'OFF' : knownText(loggingLevel);
  const isTraced = dataTraceEnabled === undefined ? false : knownFlag(dataTraceEnabled);
  if (level === undefined || isTraced === undefined) return hidden('stage/execution-logs', 'whether there are logs');
  if (level === 'OFF' && !isTraced) return withoutEffect('Execution logs are off.');
  const what = isTraced ? `${level} with whole requests and answers` : level;
  return { rule: 'stage/execution-logs', outcome: 'dropped', message: `Execution logs (${what}) end.` };
}

function methodCacheVerdict({ value, name }: Setting, survey: Survey): Verdict {
  if (!survey.mayCache) return withoutEffect('The stage has no cache.');
  return bySwitch(objectOf(value)['cachingEnabled'] ?? false, {
    on: { rule: 'stage/cache', outcome: 'dropped', message: `Answers of ${name} are cached no more.` },
    off: `Answers of ${name} are not cached.`,
    hidden: 'whether answers are cached',
  });
}

/** The gateway shows the certificate to HTTP backends only. */
function clientCertificateVerdict(_: Setting, { callsHttp }: Survey): Verdict {
  if (!callsHttp) {
    return withoutEffect('No integration calls an HTTP backend, so the certificate is never shown.');
  }
  return {
    rule: 'stage/client-certificate',
    outcome: 'blocked',
    message: 'The gateway shows a certificate to HTTP backends; an HTTP API has none to show.',
  };
}

function accessLogVerdict({ value }: Setting): Verdict {
  const format = knownText(objectOf(value)['format']);
  if (format === undefined) return hidden('access-logs/format', 'the format of the access log');
  const { format: rewritten, changes } = rewriteAccessLog(format);
  const said = changes.join(' ');
  if (rewritten === undefined) return { rule: 'access-logs/too-long', outcome: 'dropped', message: said };
  if (JSON.stringify(objectOf(value)['destinationArn'] ?? '').includes(':firehose:')) {
    const message = `The access log goes to Firehose; an HTTP API writes to a log group. ${said}`.trim();
    return { rule: 'access-logs/firehose', outcome: 'dropped', message };
  }
  if (changes.length === 0) {
    return { rule: 'access-logs/format', outcome: 'carried', message: 'Every variable of the log is there.' };
  }
  return { rule: 'access-logs/format', outcome: 'behaviour-changes', message: said };
}
