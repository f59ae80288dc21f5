import { Failure, isObject, type JsonObject, jsonOf } from '../model/index.js';
import { knownFormats } from './known-formats.js';
import { fieldOfKey, type LogField } from './log-field.js';
import type { LogFormat } from './log-format.js';
import { prefix } from './sql/log-source.js';

/** How to read a file. */
export interface Reading {
  format: LogFormat;
  /** Whether CloudWatch Logs has written a time before each line. */
  isPrefixed: boolean;
}

/** What is known of a format before a log is looked at. */
export interface WantedFormat {
  /** What the user named: nothing else will do. */
  given?: LogFormat | undefined;
  /** What the stage has: the log may be of another time or stage. */
  usual?: LogFormat | undefined;
}

/** Fields of which one has to be there: with none, a line says nothing of a request. */
const telling: readonly LogField[] = ['method', 'resource', 'routeKey', 'path', 'status'];

const prefixed = new RegExp(prefix);

/** Lines that are looked at; a few of them may be broken. */
const sampled = 100;

/**
 * Finds the format of a log by its first lines.
 *
 * @returns undefined where no line fits any
 */
export function readingOf(text: string, { given, usual }: WantedFormat): Reading | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, sampled);
  const isPrefixed = lines.filter((line) => prefixed.test(line)).length * 2 > lines.length;
  const bare = lines.map((line) => withoutPrefix(line, isPrefixed));
  if (given !== undefined) return bare.some((line) => fits(line, given)) ? { format: given, isPrefixed } : undefined;
  const isUsual = usual !== undefined && bare.filter((line) => fits(line, usual)).length * 2 > bare.length;
  const format = isUsual ? usual : (jsonFormatOf(bare) ?? bestText(bare));
  return format === undefined ? undefined : { format, isPrefixed };
}

/** @returns the line without what CloudWatch Logs has written before it; the CLI writes the name of the stream as well */
export function withoutPrefix(line: string, isPrefixed: boolean): string {
  if (!isPrefixed) return line;
  const rest = line.replace(prefixed, '');
  return rest.includes('{') ? rest.slice(rest.indexOf('{')) : rest;
}

/** @returns whether a line, without prefix, has a field of the format */
export function fits(line: string, format: LogFormat): boolean {
  if (format.kind === 'text') return new RegExp(format.pattern).test(line);
  const value = line.startsWith('{') ? jsonOf(line) : undefined;
  return isObject(value) && Object.values(format.keys).some((key) => (value[key] ?? null) !== null);
}

/** Two formats may follow each other in one log, so the keys of all lines count; for a field, the first that has it. */
function jsonFormatOf(lines: readonly string[]): LogFormat | undefined {
  const objects = lines.map((line) => (line.startsWith('{') ? jsonOf(line) : undefined)).filter(isObject);
  const keys: Partial<Record<LogField, string>> = {};
  for (const key of objects.flatMap(plainKeys)) {
    const field = fieldOfKey(key);
    const isTaken = Object.values(keys).some((taken) => taken.toLowerCase() === key.toLowerCase());
    if (field !== undefined && !isTaken) keys[field] ??= key;
  }
  return telling.some((field) => keys[field] !== undefined) ? { kind: 'json', name: 'JSON', keys } : undefined;
}

/** Keys of values that are no objects: those are of something else. */
function plainKeys(object: JsonObject): string[] {
  return Object.entries(object).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? [] : [key]));
}

function bestText(lines: readonly string[]): LogFormat | undefined {
  const counts = knownFormats.map((format) => ({ format, count: lines.filter((line) => fits(line, format)).length }));
  const best = counts.reduce((most, one) => (one.count > most.count ? one : most));
  return best.count > 0 ? best.format : undefined;
}

/** @throws Failure (`input`) always: with the first line that says something */
export function unknownFormat(file: string, text: string, { given }: WantedFormat): never {
  const index = text.split('\n').findIndex((line) => line.trim() !== '');
  const message =
    given === undefined
      ? 'This is no access log in a format that is known.'
      : `No line at the beginning fits the format that is given (${given.name}).`;
  const next =
    given === undefined
      ? `Known are JSON lines (keys like httpMethod, resourcePath, status), CLF, CSV and XML as API Gateway's console offers them, and what CloudWatch Logs and Firehose make of them. For another one pass the format of the stage: --log-format '$context.identity.sourceIp … $context.status'.`
      : 'Pass the format as the access log settings of the stage have it, or none, to have it found.';
  throw new Failure('input', message, next, { file, line: Math.max(index, 0) + 1 });
}
