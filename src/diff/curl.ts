import { quoted } from '../model/index.js';
import type { DiffRequest } from './diff-request.js';

/** Headers that curl sends by itself. */
const ownHeaders = new Set(['host', 'user-agent', 'content-length']);

/**
 * @returns a request as a command line that shows the difference on a deployed API: `$API` is its address, a secret is
 * the name of a shell variable, never the value
 */
export function curlOf({ request, credentials }: DiffRequest): string {
  const secrets = new Map(
    credentials.filter(({ place }) => place === 'header').map(({ name }) => [name.toLowerCase(), variableOf(name)]),
  );
  const headers = request.headers
    .filter(([name]) => !ownHeaders.has(name.toLowerCase()))
    .map(([name, value]) => {
      const variable = secrets.get(name.toLowerCase());
      return variable ? `-H "${name}: ${variable}"` : headerOption(name, value);
    });
  const { before, option } = bodyOption(request.body);
  const body = option === undefined ? [] : [option];
  return [
    ...before,
    'curl',
    `-X ${request.method}`,
    `"$API"${addressOf(request, credentials)}`,
    ...headers,
    ...body,
  ].join(' ');
}

/** A long row of one letter is written by the shell. */
const longRow = /^(\w)\1{99,}$/;

function headerOption(name: string, value: string): string {
  if (!longRow.test(value)) return `-H ${quoted(`${name}: ${value}`)}`;
  return `-H "${name}: $(head -c ${value.length} /dev/zero | tr '\\0' ${value[0]})"`;
}

/** Bytes that are no text cannot stand in a command line, and neither can megabytes. */
function bodyOption(body: Uint8Array | undefined): { before: string[]; option?: string } {
  if (!body) return { before: [] };
  if (body.length > longestOption) {
    const letter = String.fromCharCode(body[0] ?? 0);
    return { before: [`head -c ${body.length} /dev/zero | tr '\\0' ${letter} |`], option: '--data-binary @-' };
  }
  const text = new TextDecoder().decode(body);
  if (!text.includes('\uFFFD') && !text.includes('\0')) return { before: [], option: `--data-binary ${quoted(text)}` };
  const octal = [...body].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return { before: [`printf '${octal}' |`], option: '--data-binary @-' };
}

const longestOption = 100_000;

function addressOf({ rawPath, rawQuery }: DiffRequest['request'], credentials: DiffRequest['credentials']): string {
  if (rawQuery === '') return quoted(rawPath);
  const secret = new Set(credentials.filter(({ place }) => place === 'querystring').map(({ name }) => name));
  const pairs = rawQuery.split('&').map((pair) => {
    const [name = ''] = pair.split('=');
    const decoded = decodedName(name);
    // A line feed cannot stand in a query string, so it can mark where a variable begins and ends.
    return secret.has(decoded) ? `${name}=\n${variableOf(decoded)}\n` : pair;
  });
  const parts = `${rawPath}?${pairs.join('&')}`.split('\n');
  return parts.map((part, index) => (index % 2 === 1 ? `"${part}"` : part && quoted(part))).join('');
}

/** A name that is not well encoded is sent as it is, so it is no credential of ours. */
function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

function variableOf(name: string): string {
  return `$${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
