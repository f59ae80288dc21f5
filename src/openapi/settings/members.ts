import {
  below,
  type GatewayResponse,
  isObject,
  type Json,
  type JsonObject,
  type Pointer,
  type Setting,
  type SettingKind,
  type Unrecognised,
} from '../../model/index.js';
import { isIntrinsic } from '../templated.js';

/** What a part of `settings.json` holds: settings, and members that nobody knows. */
export interface Found {
  settings: Setting[];
  unrecognised: Unrecognised[];
  gatewayResponses?: GatewayResponse[];
}

/** One answer of AWS: a map whose members mean something each. */
export interface Section {
  value: JsonObject;
  at: Pointer;
  /** What people call it, where there are several. */
  name?: string;
}

/** What a member is: several members of one kind are one setting. `keys` are the members it may have itself. */
export type Members = Record<string, SettingKind | { kind: SettingKind; keys: readonly string[] }>;

export const nothing: Found = { settings: [], unrecognised: [] };

export function together(parts: Found[]): Required<Found> {
  return {
    settings: parts.flatMap(({ settings }) => settings),
    unrecognised: parts.flatMap(({ unrecognised }) => unrecognised),
    gatewayResponses: parts.flatMap(({ gatewayResponses = [] }) => gatewayResponses),
  };
}

/** @returns members that say nothing about requests, for a table of members */
export function records(...keys: string[]): Members {
  return Object.fromEntries(keys.map((key) => [key, 'record']));
}

/** @returns a setting for each kind of member, at the place of its first; every other member as unrecognised */
export function readMembers({ value, at, name }: Section, members: Members): Found {
  const settings = new Map<SettingKind, Setting>();
  const unrecognised: Unrecognised[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (isEmpty(member)) continue;
    const place = below(at, key);
    const known = Object.hasOwn(members, key) ? members[key] : undefined;
    if (known === undefined) {
      unrecognised.push({ at: place, key });
      continue;
    }
    const kind = typeof known === 'string' ? known : known.kind;
    if (typeof known !== 'string') unrecognised.push(...strangers(member, place, known.keys));
    const first = settings.get(kind);
    if (first) Object.assign(first.value ?? {}, { [key]: member });
    else {
      const own = isGroup(members, kind) ? { [key]: member } : member;
      settings.set(kind, { at: place, kind, value: own, ...(name !== undefined && { name }) });
    }
  }
  return { settings: [...settings.values()], unrecognised };
}

function isGroup(members: Members, kind: SettingKind): boolean {
  return Object.values(members).filter((each) => (typeof each === 'string' ? each : each.kind) === kind).length > 1;
}

/** @returns the members of a map that are not among `keys`; a function of CloudFormation has none of its own */
export function strangers(value: Json, at: Pointer, keys: readonly string[]): Unrecognised[] {
  if (!isObject(value) || isIntrinsic(value)) return [];
  return Object.entries(value)
    .filter(([key, member]) => !keys.includes(key) && !isEmpty(member))
    .map(([key]) => ({ at: below(at, key), key }));
}

/** What AWS leaves out, and people write as empty, sets nothing. */
export function isEmpty(value: Json | undefined): value is undefined | null {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Reads a member that should be a map. What is none, a function of CloudFormation among them, hides what is set. */
export function readMap(value: Json | undefined, at: Pointer, read: (section: Section) => Found): Found {
  if (isEmpty(value)) return nothing;
  if (isObject(value) && !isIntrinsic(value)) return read({ value, at });
  return { settings: [], unrecognised: [{ at, key: at.split('/').at(-1) ?? '' }] };
}

/** Reads a member that should be a list of maps. */
export function readList(value: Json | undefined, at: Pointer, read: (section: Section) => Found): Found {
  if (isEmpty(value)) return nothing;
  if (!Array.isArray(value)) return { settings: [], unrecognised: [{ at, key: at.split('/').at(-1) ?? '' }] };
  return together(value.map((item, index) => readMap(item, below(at, index), read)));
}
