import type { SimulatedApi } from '../gateway/simulation/simulated-api.js';
import { Failure } from '../model/index.js';
import { kindNames, routeTexts } from './simulate.js';
import { simulatorFailureText } from './simulate-log.js';

/** @returns what another definition changed in what is served: routes that came (+), went (-), or are served otherwise (~). */
export function reloadedText(before: readonly SimulatedApi[], after: readonly SimulatedApi[]): string {
  const lines = after.flatMap((api) => changesOf(before.find(({ kind }) => kind === api.kind)?.routes ?? [], api));
  return ['Reloaded.', ...(lines.length > 0 ? lines : ['  The routes are the same.'])].join('\n');
}

function changesOf(before: SimulatedApi['routes'], { kind, routes }: SimulatedApi): string[] {
  const [old, now] = [routeTexts(before), routeTexts(routes)];
  const came = [...now].flatMap(([route, text]) => {
    const was = old.get(route);
    return was === text ? [] : [`${was === undefined ? '+' : '~'} ${text}`];
  });
  const went = [...old].flatMap(([route, text]) => (now.has(route) ? [] : [`- ${text}`]));
  return [...came, ...went].map((change) => `  ${kindNames[kind]}  ${change}`);
}

/** @returns why a change is not served */
export function notReloadedText(error: unknown): string {
  if (!(error instanceof Failure)) return simulatorFailureText(error);
  const { file, line, column } = error.place ?? {};
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place ? `${place}: ` : ''}${error.message} ${error.next}`;
}
