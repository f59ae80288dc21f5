import { isObject, type RestApi, type SettingKind } from '../model/index.js';
import { disablesExecuteApiEndpoint } from './endpoint.js';
import { knownFlag, knownText } from './known.js';

/** What settings need to know of the rest of the API, looked up once for all of them. */
export interface Survey {
  /** The verbs of each path. */
  verbs: ReadonlyMap<string, ReadonlySet<string>>;
  asksForKeys: boolean;
  /** Whether an integration calls an HTTP backend. */
  callsHttp: boolean;
  /** VPC links that integrations use. */
  vpcLinks: ReadonlySet<string>;
  /** Ids of the REST API: one, or none where nobody told. */
  apiIds: readonly string[];
  /** False only where the stage is known to have none. */
  mayCache: boolean;
  closesDefaultEndpoint: boolean;
}

export function surveyOf(api: RestApi): Survey {
  const { operations, settings } = api;
  const verbs = new Map<string, Set<string>>();
  for (const { route } of operations) {
    verbs.set(route.path, (verbs.get(route.path) ?? new Set()).add(route.method));
  }
  const values = (kind: SettingKind) =>
    settings.flatMap((each) => (each.kind === kind && isObject(each.value) ? [each] : []));
  return {
    verbs,
    asksForKeys: operations.some(({ access }) => access.requirements.some(({ kind }) => kind === 'api-key')),
    callsHttp: operations.some(({ integration }) => integration?.type === 'http' || integration?.type === 'http_proxy'),
    vpcLinks: new Set(operations.flatMap(({ integration }) => integration?.vpcLink?.id.text ?? [])),
    apiIds: values('record')
      .filter(({ at }) => at.startsWith('/settings.json/restApi/'))
      .flatMap(({ value }) => (isObject(value) ? (knownText(value['id']) ?? []) : [])),
    mayCache: !values('cache-cluster').some(
      ({ value }) => isObject(value) && knownFlag(value['cacheClusterEnabled']) === false,
    ),
    closesDefaultEndpoint: disablesExecuteApiEndpoint(api),
  };
}
