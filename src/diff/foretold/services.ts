import { about, all, type Foretells } from './conditions.js';

/** What a template writes for a body that is not there, `{}` or `""`, is no argument of a ready action (RT-VTL-INPUT-BODY, PM-MISSING). */
const withoutBody: Foretells = (_, { rest }) => rest.request.body === undefined;
const noValue: Foretells = ({ rest, http }) => http === undefined && (rest === '{}' || rest === '' || rest === '""');

export const subtypeArguments: Foretells = all(about(/^service\.parameters\./), withoutBody, noValue);
