import type { RouteVerdict } from '../model/index.js';

/** @returns how many methods nothing holds back */
export function movable(routes: readonly RouteVerdict[]): number {
  return routes.filter(({ verdict }) => verdict === 'ready' || verdict === 'ready-with-changes').length;
}
