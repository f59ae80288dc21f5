import type { Json } from '../../model/index.js';
import { about, all, any, type Foretells } from './conditions.js';

const argument = about(/^service\.parameters\./);

/** What a template writes for a body that is not there, `{}` or `""`, is no argument of a ready action (RT-VTL-INPUT-BODY, PM-MISSING). */
const withoutBody: Foretells = (_, { rest }) => rest.request.body === undefined;
const noValue: Foretells = ({ rest, http }) =>
  (http === undefined && (rest === '{}' || rest === '' || rest === '""')) ||
  (typeof rest === 'string' && rest.replace('{}', '') === http);

/** A greedy variable keeps the slash at its end, also within an argument (RT-PATH-TRAIL-GREEDY). */
const lastSlash: Foretells = ({ rest, http }, { request }) =>
  request.request.rawPath.endsWith('/') && rest !== http && withoutLastSlash(rest) === withoutLastSlash(http);

function withoutLastSlash(value: Json | undefined): string {
  return JSON.stringify(value ?? null).replaceAll(/\/(?=[\\"]*(?:"|$))/g, '');
}

export const subtypeArguments: Foretells = all(argument, any(all(withoutBody, noValue), lastSlash));
