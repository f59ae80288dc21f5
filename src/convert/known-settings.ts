import { isObject, type JsonObject, type RestApi, type SettingKind, type SettingsPart } from '../model/index.js';
import { loadBalancersOf } from './backend-settings.js';
import { knownText } from './known.js';

/** @returns why something of this part could not be read; undefined where nothing is said to be unread */
export function unreadReason(api: RestApi, part: SettingsPart): string | undefined {
  const unread = valuesOf(api, 'unread').filter((each) => knownText(each['part'])?.split(/[./]/)[0] === part);
  if (unread.length === 0) return undefined;
  return unread
    .map((each) => {
      const permission = knownText(each['permission']);
      const missing = permission === undefined ? '' : `, permission ${permission}`;
      return `${knownText(each['part'])} could not be read: ${knownText(each['reason']) ?? 'no reason is given'}${missing}`;
    })
    .join('; ');
}

/** @returns the app clients of a user pool, by id and name; empty where nobody read them */
export function appClientsOf(api: RestApi, arn: string): string {
  const clients = valuesOf(api, 'user-pool').find((pool) => pool['arn'] === arn)?.['clients'];
  return (Array.isArray(clients) ? clients.filter(isObject) : [])
    .map(({ id, name }) => [knownText(id) ?? '', knownText(name)])
    .map(([id, name]) => (name === undefined ? id : `${id} (${name})`))
    .join(', ');
}

/** @returns the load balancers behind a VPC link; empty where nobody read them */
export function balancersOf(api: RestApi, id: string): string {
  const link = valuesOf(api, 'vpc-link').find((each) => each['id'] === id);
  return link ? loadBalancersOf(link) : '';
}

function valuesOf({ settings }: RestApi, kind: SettingKind): JsonObject[] {
  return settings.flatMap((setting) => (setting.kind === kind && isObject(setting.value) ? [setting.value] : []));
}
