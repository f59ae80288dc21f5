import { type BackendSettingKind, isObject, type Json, type JsonObject, jsonOf, type Setting } from '../model/index.js';
import type { Verdict } from './claim.js';
import { knownText } from './known.js';
import { type VerdictsOf, withoutEffect } from './setting-verdict.js';
import type { Survey } from './survey.js';

/** What becomes of what stands behind the integrations: VPC links, and who may call functions. */
export const backendVerdicts: VerdictsOf<BackendSettingKind> = {
  'vpc-link': vpcLinkVerdict,
  'function-policy': functionPolicyVerdict,
};

function vpcLinkVerdict({ name, value }: Setting, { vpcLinks }: Survey): Verdict {
  if (name === undefined || !vpcLinks.has(name)) {
    return withoutEffect(`No integration uses the VPC link ${name}.`);
  }
  const link = isObject(value) ? value : {};
  if (String(link['version']) === '2') {
    return { rule: 'vpc-link/known', outcome: 'carried', message: `HTTP APIs can use the VPC link ${name} as it is.` };
  }
  const targets = loadBalancersOf(link);
  const message = `The VPC link ${name} is of version 1${targets === '' ? '' : ` and leads to ${targets}`}; a link of version 2 takes its place.`;
  return { rule: 'vpc-link/known', outcome: 'replaced', message };
}

/** @returns the load balancers behind a link, with their listeners as far as they are known */
export function loadBalancersOf(link: JsonObject): string {
  const balancers = objectsIn(link['loadBalancers']);
  if (balancers.length === 0) return textsIn(link['targetArns']).map(balancerName).join(', ');
  return balancers
    .map((balancer) => {
      const arn = knownText(balancer['arn']) ?? '';
      const listeners = objectsIn(balancer['listeners']).map(
        ({ arn: listener }) => knownText(listener) ?? 'a hidden one',
      );
      const name = knownText(balancer['name']) ?? balancerName(arn);
      return listeners.length === 0 ? name : `${name} (${listeners.join(', ')})`;
    })
    .join(', ');
}

/** `arn:…:loadbalancer/net/NAME/ID` */
function balancerName(arn: string): string {
  return /:loadbalancer\/\w+\/([^/]+)/.exec(arn)?.[1] ?? arn;
}

/**
 * A statement that names the REST API does not cover the HTTP API, and an import grants nothing (LP-OLD, LP-V2). One
 * wide statement is enough (LP-WIDE).
 */
function functionPolicyVerdict({ name, value }: Setting, { apiIds }: Survey): Verdict {
  const statements = statementsOf(isObject(value) ? value['policy'] : undefined);
  if (statements === undefined) {
    const message = `The policy of ${name} cannot be read, so it may not let the HTTP API call it.`;
    return { rule: 'lambda/permission', outcome: 'unknown', message };
  }
  const sources = statements.flatMap(sourceArnsOf).filter((arn) => arn.includes(':execute-api:'));
  const old = sources.find((arn) => isOfThisApi(arn, apiIds));
  if (old === undefined) {
    return withoutEffect(
      `No statement of the policy of ${name} names this API; the integration's role or a wider one counts.`,
    );
  }
  const added = old.replace(/^((?:[^:]*:){5})[^/]*.*$/s, '$1HTTP_API_ID/*');
  return {
    rule: 'lambda/permission',
    outcome: 'replaced',
    message: `${name} lets the REST API call it by name; add a statement with the source ARN ${added}, and keep the old one until cutover is final.`,
  };
}

/** Without the id of the API, every statement about some API may be about this one. */
function isOfThisApi(arn: string, ids: readonly string[]): boolean {
  const id = /^(?:[^:]*:){5}([^/]*)/.exec(arn)?.[1] ?? '';
  return ids.length === 0 || ids.includes(id);
}

function statementsOf(policy: Json | undefined): JsonObject[] | undefined {
  if (policy === undefined || policy === null) return [];
  const value = typeof policy === 'string' ? jsonOf(policy) : policy;
  const list = isObject(value) ? value['Statement'] : undefined;
  if (list === undefined) return undefined;
  return objectsIn(Array.isArray(list) ? list : [list]);
}

function sourceArnsOf({ Condition: condition }: JsonObject): string[] {
  const tests = isObject(condition) ? Object.values(condition).filter(isObject) : [];
  return tests.flatMap((test) =>
    Object.entries(test).flatMap(([key, value]) =>
      /^aws:SourceArn$/i.test(key) ? textsIn([value ?? null].flat()) : [],
    ),
  );
}

function textsIn(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
