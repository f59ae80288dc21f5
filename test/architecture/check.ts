import { builtinModules } from 'node:module';
import { codeOnly, type Import, importsOf, type SourceFile } from './imports.js';

/** Who may import whom within `src/`, by value. Everybody may import their own folder. */
const mayImport: Record<string, readonly string[]> = {
  model: [],
  openapi: ['model'],
  rules: ['model'],
  convert: ['model'],
  gateway: ['model'],
  diff: ['model', 'gateway/gateway.ts'],
  cost: ['model'],
  plan: ['model'],
  traffic: ['model'],
  anonymise: ['model'],
  handlers: ['model'],
  report: ['model'],
  aws: ['model', 'plan'],
  'local-aws': ['model', 'openapi', 'gateway', 'plan/resources.ts'],
  cli: ['model', 'report'],
  // The flows of analyze and cost, for one input and for each of several.
  fleet: ['model', 'openapi', 'convert', 'rules', 'cost', 'report', 'anonymise', 'traffic', 'aws', 'cli'],
  commands: ['*'],
  // The library: the stages under their names, for others to tie together.
  'index.ts': ['*'],
};

/** Who may besides see the types of whom. */
const maySeeTypesOf: Record<string, readonly string[]> = { report: ['*'], cli: ['openapi'] };

/** Siblings that must not know each other; what both need sits one level up. */
const strangers = [
  ['gateway/rest/', 'gateway/http/'],
  ['openapi/rest/', 'openapi/http/'],
] as const;

/** Who may touch disk, network, clock, environment: the only ones that import node builtins or use such globals. */
const outside = ['cli/', 'fleet/', 'aws/', 'local-aws/', 'gateway/server', 'gateway/backends/', 'traffic/'];

/** Who calls AWS. */
const usesAwsSdk = ['aws/', 'gateway/backends/'];

/** Functions of node builtins that touch nothing and always give the same answer, and who uses them. */
const harmless: Record<string, readonly string[]> = {
  'node:crypto createHash': ['report', 'gateway', 'plan'],
  'node:crypto createHmac': ['gateway', 'anonymise'],
  'node:net isIP': ['gateway'],
  'node:net BlockList': ['gateway'],
  'node:zlib gzip': ['gateway'],
  'node:zlib gzipSync': ['report'],
  'node:zlib gunzip': ['gateway'],
  'node:zlib deflate': ['gateway'],
  'node:zlib inflate': ['gateway'],
  'node:util promisify': ['gateway'],
  'node:crypto hash': ['gateway'],
  'node:util isDeepStrictEqual': ['diff'],
};

const outsideGlobals =
  /(?<![\w.$])(process|console|fetch|performance)(?=[.(])|(?<![\w.$])Date\.now\(|new Date\(\)|Math\.random\(|crypto\.randomUUID\(/;

const emptyNames = /^(utils?|helpers?|common|misc|types)(\.|$)/;

const longestFile = 300;

/**
 * Holds a source tree against the rules of its architecture.
 *
 * @param dependencies names of the packages that the product ships with
 * @returns what breaks a rule, one sentence each; empty for a good tree
 */
export function violationsOf(files: SourceFile[], dependencies: readonly string[]): string[] {
  const imports = files.flatMap(importsOf);
  return [
    ...files.flatMap(nameAndSize),
    ...files.flatMap(outsideWorld),
    ...imports.flatMap((one) => [...ownImport(one, files), ...builtinImport(one), ...packageImport(one, dependencies)]),
    ...cycles(imports),
  ];
}

function nameAndSize({ path, text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  return [
    ...path
      .split('/')
      .filter((part) => emptyNames.test(part))
      .map((part) => `${path}: the name ${part} says nothing.`),
    ...(lines > longestFile ? [`${path} has ${lines} lines; at most ${longestFile} are allowed.`] : []),
  ];
}

function outsideWorld({ path, text }: SourceFile): string[] {
  const found = mayTouchOutside(path) ? undefined : outsideGlobals.exec(codeOnly(text))?.[0];
  return found === undefined
    ? []
    : [`${path} uses ${found.replace('(', '')}, and only the edges may touch the outside world.`];
}

function ownImport({ from, to, kind, typeOnly }: Import, files: SourceFile[]): string[] {
  if (kind !== 'own') return [];
  if (!files.some(({ path }) => path === to)) return [`${from} imports ${to}, which does not exist.`];
  const [folder, target] = [folderOf(from), folderOf(to)];
  const allowed = [folder, ...(mayImport[folder] ?? []), ...(typeOnly ? (maySeeTypesOf[folder] ?? []) : [])];
  if (!['*', target, to].some((one) => allowed.includes(one))) return [`${from} must not import ${to}.`];
  const meets = strangers.some(([one, other]) => areStrangers(from, to, [one, other]));
  return meets ? [`${from} and ${to} must not know each other.`] : [];
}

function areStrangers(from: string, to: string, [one, other]: readonly [string, string]): boolean {
  return (from.startsWith(one) && to.startsWith(other)) || (from.startsWith(other) && to.startsWith(one));
}

function builtinImport({ from, to, kind, names }: Import): string[] {
  if (builtinModules.includes(to)) return [`${from} imports ${to}; write node:${to}.`];
  if (kind !== 'builtin' || mayTouchOutside(from)) return [];
  const harmlessHere = names.length > 0 && names.every((name) => harmless[`${to} ${name}`]?.includes(folderOf(from)));
  return harmlessHere ? [] : [`${from} must not import ${to}.`];
}

function packageImport({ from, to, kind, typeOnly }: Import, dependencies: readonly string[]): string[] {
  if (kind !== 'package' || builtinModules.includes(to)) return [];
  const name = to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
  if (/^@(aws-sdk|smithy)\//.test(name) && !usesAwsSdk.some((start) => from.startsWith(start)))
    return [`${from} must not import the AWS SDK (${name}).`];
  if (folderOf(from) === 'model') return [`${from} must not import ${name}.`];
  return typeOnly || dependencies.includes(name)
    ? []
    : [`${from} imports ${name}, which is not among the dependencies.`];
}

/** Cycles of imports that survive compilation, each told once, from its first file in the alphabet. */
function cycles(imports: Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, kind, typeOnly } of imports) {
    if (kind === 'own' && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.add(cycleText(path.slice(start)));
    if (start >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return [...found];
}

function cycleText(cycle: string[]): string {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '');
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
  return `Import cycle: ${[...turned, turned[0]].join(' → ')}.`;
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function mayTouchOutside(path: string): boolean {
  return outside.some((start) => path.startsWith(start));
}
