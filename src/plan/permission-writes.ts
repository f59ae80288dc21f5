import { placeholders, type WriteStep } from './call.js';
import type { Change } from './changes.js';
import type { Desired } from './desired.js';
import { addPermission, grantIn, grantOf, refuseFullPolicy, removePermission } from './grants.js';
import type { FunctionPolicy, Observed } from './observed.js';

/**
 * @returns the calls that let the API in at functions that it calls now, and keep it out of those it no longer calls
 * @throws Failure (`refused`) where a function's policy has no room left
 */
export function permissionWrites(desired: Desired, observed: Observed, changes: Change[]): WriteStep[] {
  const { api, policies } = observed;
  const apiId = api?.apiId ?? placeholders.apiId;
  const names = [...new Set([...desired.functions, ...Object.keys(policies)])];
  return names.flatMap((name) => {
    const title = `permission for the API to call ${name}`;
    const action = changes.find(({ resource }) => resource === title)?.action ?? 'unchanged';
    return stepsFor(action, { title, name, apiId, policy: policies[name] ?? { statements: {}, size: 0 } }, desired);
  });
}

interface Permission {
  title: string;
  name: string;
  apiId: string;
  policy: FunctionPolicy;
}

function stepsFor(action: Change['action'], permission: Permission, { place }: Desired): WriteStep[] {
  const { title, name, apiId, policy } = permission;
  const [grant, remove, old] = [grantOf(apiId, place), removePermission(name, apiId), grantIn(policy, apiId)];
  const add = { title, call: addPermission(name, apiId, grant), undo: [remove] };
  const removed = { title: `no ${title}`, call: remove, undo: old ? [addPermission(name, apiId, old)] : [] };
  switch (action) {
    case 'create':
      refuseFullPolicy(name, policy, grant);
      return [add];
    case 'change':
      return [removed, add];
    case 'delete':
      return [removed];
    case 'unchanged':
      return [];
  }
}
