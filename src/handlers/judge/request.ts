import { at, type Judge, p1, p2, told } from './row.js';

const stageInPath =
  'The path begins with the stage unless that is $default, and it is decoded: %20 is a space, %2F a slash.';
const decodedAlready =
  'Whether path parameters arrive decoded is not verified; in a REST API they are as they were sent.';

/** What payload format 2.0 does not have, by the name it has there (RT-EVT-*). */
const gone = (path: string, instead: string): Judge =>
  at(path, (_, { role }) =>
    role === 'authorizer' ? [] : [told(p2, 'breaks', `Payload format 2.0 has no ${path}.`, instead)],
  );

/** What is absent in 2.0 where 1.0 and REST have null (RT-BRK-NULLS). */
const nullable = (path: string): Judge =>
  at(path, ({ path: { length }, comparedWith, demands }, { role }) => {
    // What is below fails today as well where there is none.
    if (role === 'authorizer' || length > 1) return [];
    const what = `Where there is none, ${path} is absent in payload format 2.0, not null`;
    if (demands) return [told(p2, 'breaks', `${what}: this raises KeyError.`, `event.get("${path}")`)];
    if (comparedWith !== null) return [];
    return [told(p2, 'breaks', `${what}: the comparison fails.`, `event.${path} == null holds for both.`)];
  });

const multiValue: Judge = (reading, around) => {
  if (reading.kind !== 'read' || reading.known > 0) return [];
  const [map] = reading.path;
  if (map !== 'multiValueHeaders' && map !== 'multiValueQueryStringParameters') return [];
  const single = map === 'multiValueHeaders' ? 'headers' : 'queryStringParameters';
  if (around.role === 'authorizer') {
    const what = `The event of an authorizer has no ${map} in an HTTP API.`;
    return [told('authorizers/request', 'breaks', what, `event.${single}`)];
  }
  const instead =
    single === 'headers'
      ? 'event.headers, where the values of one name are joined with commas.'
      : 'event.rawQueryString, taken apart; event.queryStringParameters joins the values of one name with commas.';
  return [told(p2, 'breaks', `Payload format 2.0 has no ${map}.`, instead)];
};

const path: Judge = at('path', (_, { role }) => {
  if (role === 'authorizer')
    return [told('authorizers/request', 'changes', stageInPath, 'Take the stage off, or deploy to $default.')];
  return [
    told(p1, 'changes', stageInPath, 'Take the stage off, or deploy to the stage $default; do not decode it again.'),
    told(
      p2,
      'breaks',
      'Payload format 2.0 has no path.',
      'event.rawPath; it begins with the stage unless that is $default, and is decoded.',
    ),
  ];
});

const pathParameter: Judge = at('pathParameters', ({ into }) => {
  if (!/^(?:decodeURI(?:Component)?|(?:urllib\.parse\.)?unquote(?:_plus)?)$/.test(into ?? '')) return [];
  const instead = 'Try a value with %25 in it, and decode once only.';
  return [told(p1, 'check', decodedAlready, instead), told(p2, 'check', decodedAlready, instead)];
});

/** What a request is, apart from its headers. */
export const request: readonly Judge[] = [
  path,
  multiValue,
  pathParameter,
  gone('resource', 'event.routeKey, which has the method before the path.'),
  gone('httpMethod', 'event.requestContext.http.method'),
  nullable('queryStringParameters'),
  nullable('pathParameters'),
  nullable('stageVariables'),
  nullable('body'),
];
