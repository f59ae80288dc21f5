import { payload1Spellings } from '../../model/index.js';
import { anyKey, type EventRead } from '../reading.js';
import { type Around, type Judge, type Judgement, p1, p2, type Role, told } from './row.js';

/** Found in payload format 1.0 under the name that it has in REST (RT-HDR-CASE-FIXED). */
const canonical: ReadonlySet<string> = new Set(payload1Spellings);

/** Only CloudFront adds these, and HTTP APIs have no edge endpoint (RT-HDR-CF). */
const ofEdge = /^(?:cloudfront-.*|x-amz-cf-id)$/i;

/** A header that is read under a name with capitals (RT-BRK-HDRCASE). */
export const headers: Judge = (reading, around) => {
  if (reading.kind !== 'read' || reading.known > 1) return [];
  const [map, name] = reading.path;
  if ((map !== 'headers' && map !== 'multiValueHeaders') || name === undefined) return [];
  if (map === 'multiValueHeaders' && around.role === 'authorizer') return [];
  if (ofEdge.test(name)) return edgeHeader(name);
  if (name.toLowerCase() === 'cookie' && around.role === 'integration') return cookies(reading, map, around);
  return letterCase(reading, { map, name, around });
};

/** By the rule of the payload format, or of the kind of authorizer. */
const rulesOf: Record<Role, readonly ('lambda/payload-1' | 'lambda/payload-2' | 'authorizers/request')[]> = {
  integration: ['lambda/payload-1', 'lambda/payload-2'],
  authorizer: ['authorizers/request'],
};

function letterCase(
  read: EventRead,
  { map, name, around }: { map: string; name: string; around: Around },
): Judgement[] {
  if (name === anyKey) {
    const what = 'Names of headers arrive in lower case, and this name is made at run time.';
    return rulesOf[around.role].map((rule) => told(rule, 'check', what, 'Ask for it in lower case.'));
  }
  const lower = name.toLowerCase();
  if (name === lower || readsAlso(read, [map, lower], around)) return [];
  const what = `The header arrives as ${lower}; under ${name} there is nothing.`;
  const instead = `event.${map}["${lower}"], or a look-up without regard to case.`;
  // Format 2.0 has no multi-value map at all, which is told in `request.ts`.
  const kept = (rule: string) => (rule === p2 ? map !== 'headers' : canonical.has(name));
  return rulesOf[around.role].filter((rule) => !kept(rule)).map((rule) => told(rule, 'breaks', what, instead));
}

/** Where the same statement asks for another spelling too, both are looked for. */
function readsAlso({ statement }: EventRead, path: readonly string[], { readings }: Around): boolean {
  return readings.some(
    (other) => other.kind === 'read' && other.statement === statement && other.path.join('.') === path.join('.'),
  );
}

function edgeHeader(name: string): Judgement[] {
  const what = `${name} is sent by edge endpoints only, and HTTP APIs have none.`;
  const instead = 'Put CloudFront in front of the API and let it forward the header, or do without.';
  return [told(p1, 'breaks', what, instead), told(p2, 'breaks', what, instead)];
}

/** RT-BRK-COOKIES. */
function cookies(read: EventRead, map: string, around: Around): Judgement[] {
  const cased = letterCase(read, { map, name: read.path[1] ?? '', around }).filter(({ rule }) => rule === p1);
  const what = 'Cookies are no header in payload format 2.0, they stand in a list.';
  return [...cased, told(p2, 'breaks', what, 'event.cookies, one text for each; absent when there are none.')];
}
