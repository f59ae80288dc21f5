import { isObject, type Json } from '../../model/index.js';

/** The body is cut here before the path is applied (PV-BODY). */
const LONGEST_BODY = 100 * 1024;

/**
 * Reads a value of a JSON body by the part of JSONPath that HTTP APIs know: names, indices, `*`; neither `..` nor filters.
 *
 * @param body as received
 * @param path what follows `$request.body.`; empty for the whole body as text
 * @returns text as it is, other values as JSON; `undefined` where there is no such value or the body is not JSON
 */
export function bodyValue(body: Uint8Array | undefined, path: string): string | undefined {
  if (!body || body.length === 0) return undefined;
  const text = Buffer.from(body.subarray(0, LONGEST_BODY)).toString('utf8');
  if (path === '' || path === '$') return text;
  const steps = stepsOf(path.replace(/^\$\.?/, ''));
  const root = parsed(text);
  if (!steps || root === undefined) return undefined;
  const found = follow(root, steps);
  if (found === undefined) return undefined;
  return typeof found === 'string' ? found : JSON.stringify(found);
}

/** A broken body is the client's, and has no values. */
function parsed(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** @returns the names of `a.b[0]['c d']`, or `undefined` for what HTTP APIs do not have. */
function stepsOf(path: string): string[] | undefined {
  const steps: string[] = [];
  let rest = path;
  while (rest !== '') {
    const found = /^(?:\.?([^.[\]'"]+)|\[(\d+|\*)\]|\['([^']*)'\]|\["([^"]*)"\])/.exec(rest);
    if (!found) return undefined;
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
