import type { IamCaller } from '../gateway/gateway.js';
import { type CallerDecision, isObject, type Json, type Operation, type RestApi } from '../model/index.js';
import type { Signer } from './caller.js';
import { apiIds, type Signing, stages } from './deployments.js';
import { goodKey } from './signature.js';

/** Whose signatures both simulated APIs know. */
export interface Signers extends Signing {
  named: readonly Signer[];
  /** What had to be assumed, in words. */
  assumed: readonly string[];
}

/**
 * Callers as both simulated APIs see them, and besides one whom every policy allows everything, who signs all other requests.
 * Signatures are made up, so that they are not verified; policies decide.
 *
 * @returns `undefined` where the user names nobody, so that whoever signs gets in, and where no method asks for a signature
 */
export function signersOf(decisions: readonly CallerDecision[], { operations }: RestApi): Signers | undefined {
  const [first] = decisions;
  const asksFor = ({ access }: Operation) => access.requirements.some(({ kind }) => kind === 'iam');
  if (first === undefined || !operations.some(asksFor)) return undefined;
  const accountId = accountOf(first.arn);
  const named = namesIn(decisions.map(({ policies }) => policies ?? []));
  const callers = decisions.map(({ accessKeyId, arn, userId, policies = [], conditionKeys }): [string, IamCaller] => [
    accessKeyId,
    {
      ...{ arn, accountId: accountOf(arn), policies: policies.map((policy) => renamed(policy, named, accountId)) },
      ...(userId !== undefined && { userId }),
      ...(conditionKeys && { conditionKeys }),
    },
  ]);
  return {
    callers: { [goodKey]: allowedAll(accountId), ...Object.fromEntries(callers) },
    accountId,
    named: decisions.map(({ accessKeyId, arn }) => ({ accessKeyId, arn })),
    assumed: assumptions(named),
  };
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function allowedAll(accountId: string): IamCaller {
  const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
  const policies = [{ Version: '2012-10-17', Statement: [statement] }];
  return { arn: `arn:aws:iam::${accountId}:user/migrate-diff`, accountId, policies };
}

/** API ids and stages that policies name without a wildcard. */
interface Names {
  ids: ReadonlySet<string>;
  stages: ReadonlySet<string>;
}

const invoked = /^(arn:[^:]+:execute-api):([^:]*):([^:]*):([^/]+)(?:\/([^/]*))?(.*)$/s;

function namesIn(policies: Json): Names {
  const arns = textsIn(policies).flatMap((text) => {
    const found = invoked.exec(text);
    return found ? [found] : [];
  });
  const literal = (at: number) => arns.flatMap((arn) => (isLiteral(arn[at]) ? [arn[at]] : []));
  return { ids: new Set(literal(4)), stages: new Set(literal(5)) };
}

function isLiteral(name: string | undefined): name is string {
  return name !== undefined && name !== '' && !/[*?$]/.test(name);
}

function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * The one API and the one stage that policies name are those of the REST API: the simulated one stands for it, in a region of
 * its own. The HTTP API has another id, whatever policies say.
 */
function renamed(value: Json, names: Names, accountId: string): Json {
  if (typeof value === 'string') return value.replace(invoked, (...parts) => arnOf(parts, names, accountId));
  if (Array.isArray(value)) return value.map((item) => renamed(item, names, accountId));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    item === undefined ? item : renamed(item, names, accountId),
  ]);
  return Object.fromEntries(entries);
}

function arnOf([, prefix, region, account, id, stage, rest]: readonly string[], names: Names, own: string): string {
  const put = (name = '', instead: string) => (isLiteral(name) ? instead : name);
  const api = isLiteral(id) && names.ids.size === 1 ? apiIds.rest : id;
  const at = isLiteral(stage) && names.stages.size === 1 ? stages.rest : stage;
  const head = `${prefix}:${put(region, 'us-east-1')}:${put(account, own)}:${api}`;
  return stage === undefined ? `${head}${rest}` : `${head}/${at}${rest}`;
}

function assumptions({ ids, stages: named }: Names): string[] {
  const several = 'which of them is this one the definition does not tell: they were taken for others';
  return [
    ...(ids.size === 1
      ? [`AWS_IAM: the API ${[...ids].join()} that policies of callers name is taken for this one`]
      : []),
    ...(ids.size > 1 ? [`AWS_IAM: policies of callers name ${ids.size} APIs, and ${several}`] : []),
    ...(named.size > 1 ? [`AWS_IAM: policies of callers name ${named.size} stages, and ${several}`] : []),
  ];
}
