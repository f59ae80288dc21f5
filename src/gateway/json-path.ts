import { isObject, type Json } from '../model/index.js';

/** A JSONPath that is not read here: filters, slices and `..`. */
export class UnreadablePath extends Error {
  override readonly name = 'UnreadablePath';

  /** @param feature what is missing; unlike the message, nobody adds to it on the way */
  constructor(readonly feature: string) {
    super(feature);
  }
}

/**
 * Reads a value by the part of JSONPath that both kinds of API are known to have: names, `['name']`, `[0]`, `[*]`, `.*`.
 *
 * @param path with or without the leading `$`
 * @returns the value, a list for a path with `*`, or `undefined` where there is none
 * @throws UnreadablePath for other syntax
 */
export function queryJson(root: Json, path: string): Json | undefined {
  return follow(root, stepsOf(path.trim()));
}

function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let rest = path.replace(/^\$\.?(?!\.)/, '');
  while (rest !== '') {
    const found = /^(?:\.?([^.[\]'"()\s]+)|\[\s*(\d+|\*)\s*\]|\['([^']*)'\]|\["([^"]*)"\])/.exec(rest);
    if (!found) throw new UnreadablePath(`JSONPath ${path}`);
    steps.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
    rest = rest.slice(found[0].length);
  }
  return steps;
}

function follow(value: Json, steps: readonly string[]): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step === '*') {
    const inside = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    return inside.map((item) => follow(item ?? null, rest)).filter((item) => item !== undefined);
  }
  const next = childOf(value, step);
  return next === undefined ? undefined : follow(next, rest);
}

function childOf(value: Json, step: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
