import { type Around, at, type Judge, type Judgement, told } from './row.js';

/** Of both kinds: which one a function is for, only the API tells, unless it reads what one kind has. */
const kinds = ['authorizers/token', 'authorizers/request'] as const;

function kindsOf({ readings }: Around): readonly (typeof kinds)[number][] {
  const readsToken = readings.some((one) => one.kind === 'read' && one.path[0] === 'authorizationToken');
  return readsToken ? ['authorizers/token'] : kinds;
}

const both = (around: Around, grade: Judgement['grade'], what: string, instead: string): Judgement[] =>
  around.role === 'authorizer' ? kindsOf(around).map((rule) => told(rule, grade, what, instead)) : [];

/** RT-AUTH-EV-TOKEN. */
const token: Judge = at('authorizationToken', () => [
  told(
    'authorizers/token',
    'check',
    'Payload format 1.0 still has authorizationToken, format 2.0 does not; where there are several identity sources it holds all, with commas.',
    'event.headers, in lower case, or event.identitySource.',
  ),
]);

/** RT-AUTH-EV-TYPE. */
const type: Judge = at('type', ({ comparedWith }) =>
  comparedWith === 'TOKEN'
    ? [
        told(
          'authorizers/token',
          'breaks',
          'The type is REQUEST: HTTP APIs have no TOKEN authorizers.',
          'Take REQUEST as well.',
        ),
      ]
    : [],
);

/** RT-AUTH-EV-ARN. */
const methodArn: Judge = at('methodArn', (_, around) =>
  both(
    around,
    'check',
    'The ARN names the new API and its stage, which may be $default.',
    'Make policies of it, and compare neither API id nor stage with a fixed one.',
  ),
);

/** RT-AUTH-F-UNAUTH-THROW. */
const unauthorized: Judge = (reading, around) =>
  reading.kind === 'thrown' && reading.text === 'Unauthorized'
    ? both(
        around,
        'breaks',
        'A thrown Unauthorized probably gives callers 500, not 401.',
        'Return a policy that denies: callers get 403. A missing identity source gives 401 without a call.',
      )
    : [];

const fixedArn: Judge = (reading, around) =>
  reading.kind === 'text' && /:execute-api:[^:]*:[^:]*:[a-z0-9]{10}\//.test(reading.text)
    ? both(
        around,
        'breaks',
        'The ARN names the REST API, so the policy allows nothing of the new one.',
        'event.methodArn',
      )
    : [];

/** RT-AUTH-USAGEKEY. */
const usageKey: Judge = (reading) =>
  reading.kind === 'answer' && reading.keys.includes('usageIdentifierKey')
    ? [
        told(
          'access/api-key',
          'changes',
          'HTTP APIs have no usage plans, and pass over usageIdentifierKey.',
          'Count and limit callers in another place.',
        ),
      ]
    : [];

/** What authorizer functions get and return. */
export const authorizers: readonly Judge[] = [token, type, methodArn, unauthorized, fixedArn, usageKey];
