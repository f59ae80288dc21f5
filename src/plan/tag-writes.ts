import type { WriteStep } from './call.js';
import { filled } from './canonical.js';

interface TaggedResource {
  arn: string;
  title: string;
  wanted: Record<string, string>;
  before: Record<string, string>;
}

/** @returns the call that sets tags which are missing or other, if there are any */
export function tagWrites({ arn, title, wanted, before }: TaggedResource): WriteStep[] {
  const names = Object.keys(wanted).filter((name) => wanted[name] !== before[name]);
  // The run alone is no reason: it says who made the change before.
  if (names.every((name) => name.endsWith(':run') && before[name] !== undefined)) return [];
  const old = Object.fromEntries(names.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])));
  const added = names.filter((name) => before[name] === undefined);
  const tags = Object.fromEntries(names.map((name) => [name, wanted[name] ?? '']));
  return [
    {
      title,
      call: { operation: 'TagResource', input: { ResourceArn: arn, Tags: tags } },
      undo: [
        ...(Object.keys(old).length > 0
          ? [{ operation: 'TagResource' as const, input: { ResourceArn: arn, Tags: filled(old) } }]
          : []),
        ...(added.length > 0
          ? [{ operation: 'UntagResource' as const, input: { ResourceArn: arn, TagKeys: added } }]
          : []),
      ],
    },
  ];
}
