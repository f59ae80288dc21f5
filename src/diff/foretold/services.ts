import type { Json } from '../../model/index.js';
import { about, all, answeredByBackends, any, type Foretells } from './conditions.js';

/**
 * What a template writes for a body that is not there, `{}` or `""`, is no argument of a ready action, nor a part of
 * one (RT-VTL-INPUT-BODY, PM-MISSING).
 */
const withoutBody: Foretells = (_, { rest }) => rest.request.body === undefined;
const noValue: Foretells = ({ rest, http }) =>
  typeof rest === 'string' && withoutEmpty(rest) === withoutEmpty(typeof http === 'string' ? http : '');

function withoutEmpty(text: string): string {
  return text.replaceAll(/\{\}|""/g, '');
}

/** A greedy variable keeps the slash at its end, also within an argument (RT-PATH-TRAIL-GREEDY). */
const slashKept: Foretells = ({ rest, http }, { request }) =>
  request.request.rawPath.endsWith('/') && withoutSlashes(rest) === withoutSlashes(http);

function withoutSlashes(value: Json | undefined): string {
  return JSON.stringify(value ?? null).replaceAll('/', '');
}

export const subtypeArguments: Foretells = all(
  about(/^service\.parameters\./),
  any(all(withoutBody, noValue), slashKept),
);

/** A ready action hands on what the service answers; REST may choose status and body. */
export const serviceAnswer: Foretells = all(about(/^reply\.(status|body|headers\.content-type)$/), answeredByBackends);
