import type { Gateway } from '../gateway/gateway.js';
import type { AwsAccount } from './account.js';

/** A stage of an API that can be invoked. */
export interface ServedApi {
  kind: Gateway['kind'];
  apiId: string;
  name: string;
  stage: string;
  /** By a path of the endpoint, without a slash at the end. */
  url: string;
}

/** @param root address of the endpoint */
export function servedApis({ rest, http }: AwsAccount, root: string): ServedApi[] {
  return [
    ...Object.entries(rest.apis).flatMap(([apiId, { state, stages }]) =>
      Object.keys(stages).map((stage) => servedApi('rest', { apiId, name: state.api.name, stage }, root)),
    ),
    ...Object.entries(http.apis).flatMap(([apiId, { api, stages }]) =>
      Object.keys(stages).map((stage) => servedApi('http', { apiId, name: String(api['name']), stage }, root)),
    ),
  ];
}

function servedApi(kind: Gateway['kind'], named: Pick<ServedApi, 'apiId' | 'name' | 'stage'>, root: string): ServedApi {
  return { kind, ...named, url: `${root}/restapis/${named.apiId}/${named.stage}/_user_request_` };
}
