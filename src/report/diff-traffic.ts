import type { DiffResult } from '../diff/differences.js';
import type { ReplayedTraffic } from '../diff/replay.js';
import { counted } from './diff-rows.js';

/** @returns a share as people read it: `12.4 %`; what is there is never nothing, and what is not all is never all */
export function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  if (share > 0 && rounded < 0.1) return '< 0.1 %';
  if (share < 1 && rounded >= 100) return '> 99.9 %';
  return `${rounded} %`;
}

/** @returns what recorded traffic says as a whole, and what was read of each source: sentences, a list of them for each. */
export function trafficLines({ traffic = [], recorded }: DiffResult): string[][] {
  if (traffic.length === 0 && !recorded) return [];
  const same = recorded && recorded.requests > 0 ? [sameText(recorded)] : [];
  return [...same.map((text) => [text]), ...traffic.map(sourceSentences)];
}

function sameText({ requests, same }: { requests: number; same: number }): string {
  return `Of ${counted(requests, 'recorded request')}, ${percent(same / requests)} get the same reply from both, ids aside.`;
}

const unrecordedWords: Record<ReplayedTraffic['unrecorded'][number], string> = {
  query: 'query parameters',
  headers: 'headers',
  body: 'bodies',
  credentials: 'credentials',
};

function sourceSentences(source: ReplayedTraffic): string[] {
  const { name, requests, shapes, from, to, elsewhere, notSent, unrecorded } = source;
  const time = from === undefined ? '' : from === to ? ` at ${from}` : ` from ${from} to ${to}`;
  return [
    `${name}: ${counted(requests, 'request')}${time}, ${shapes} of them different; each of those was sent once.`,
    ...(elsewhere === undefined ? [] : [`${counted(elsewhere, 'request')} to other hosts left out.`]),
    ...(notSent === 0
      ? []
      : [`${counted(notSent, 'request')} not sent: the record does not say what they were, or too many differ.`]),
    ...(unrecorded.length === 0
      ? []
      : [
          `Not recorded, and taken from the definition: ${unrecorded.map((part) => unrecordedWords[part]).join(', ')}.`,
        ]),
    ...brokenSentences(source),
  ];
}

function brokenSentences({ broken, firstBroken }: ReplayedTraffic): string[] {
  if (broken === 0) return [];
  const first = firstBroken && `, the first at ${firstBroken.file}:${firstBroken.line}: ${firstBroken.reason}`;
  return [`${counted(broken, 'line')} could not be read${first ?? ''}.`];
}
