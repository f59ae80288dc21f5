import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import Questions from '../../src/commands/questions.js';
import { analyze } from '../../src/fleet/analyze.js';
import { asked, type Sheet } from '../../src/report/questions-commands.js';
import { runCommand } from '../run-command.js';

const usual = { version: '0.1.0', failOn: 'blocked' } as const;

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
const orders = join(samples, 'orders/rest-api.yaml');
const links = join(samples, 'vpc-link-asks-once-per-address/rest-api.yaml');
const cognito = join(samples, 'cognito-needs-an-audience/rest-api.yaml');
const bundle = join(samples, 'bundle-answers-its-questions');
const scratch = mkdtempSync(join(tmpdir(), 'questions-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const run = (...args: string[]) => runCommand(Questions, ...args);
const sheetOf = async (...args: string[]): Promise<Sheet> =>
  JSON.parse((await run(...args, '--format', 'json')).stdout);
const linesOf = ({ questions }: Sheet) => questions.flatMap(({ commands }) => commands.map(({ line }) => line));

/** A command that cannot change anything: its verb says so, and nothing follows it that a shell would run. */
const readOnly = /^aws [a-z0-9-]+ (?:get|list|describe)-[a-z-]+(?: (?:--[a-z-]+|[\w.:/@=+-]+|'[^']*'))*$/;

describe('every command only reads', () => {
  it.each([orders, links, cognito])('%s', async (input) => {
    const lines = linesOf(await sheetOf(input, '-c', emptyConfig));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toMatch(readOnly);
  });

  const corpus = new URL('../../../shared/corpus/openapi/', import.meta.url);
  it.skipIf(!existsSync(corpus))('of every real definition', async () => {
    for (const file of readdirSync(corpus)) {
      const source = { file, text: readFileSync(new URL(file, corpus), 'utf8') };
      const analysis = await analyze(source, '-', { ...usual, config: emptyConfig }).catch(() => undefined);
      if (analysis === undefined) continue;
      for (const line of linesOf(asked(analysis, { apiId: 'a', stage: 's', region: 'r' })))
        expect(line, file).toMatch(readOnly);
    }
  });
});

const emptyConfig = join(scratch, 'empty.yaml');
writeFileSync(emptyConfig, '# nothing decided\n');

describe('what is known is filled in', () => {
  it('by flags, quoted where a shell would read more into them', async () => {
    const sheet = await sheetOf(orders, '--api-id', 'a1b2', '--stage', "it's; rm", '--region', 'eu-west-1');
    expect(linesOf(sheet)).toEqual([
      'aws apigateway get-rest-api --rest-api-id a1b2 --region eu-west-1',
      String.raw`aws apigateway get-stage --rest-api-id a1b2 --stage-name 'it'\''s; rm' --region eu-west-1`,
      'aws apigateway get-gateway-responses --rest-api-id a1b2 --region eu-west-1',
      'aws apigateway get-domain-names --region eu-west-1',
      'aws apigateway get-usage-plans --region eu-west-1',
    ]);
  });

  it('and what is not is named', async () => {
    const missing = (await sheetOf(links, '-c', emptyConfig)).questions.flatMap(({ commands }) =>
      commands.map((each) => each.missing),
    );
    expect(new Set(missing.flat())).toEqual(new Set(['REST_API_ID', 'VPC_LINK_ID', 'LOAD_BALANCER_ARN']));
  });

  it('by the settings of a bundle, which has answers to the rest', async () => {
    const { questions } = await sheetOf(bundle);
    expect(questions).toEqual([]);
    expect((await run(bundle)).stdout).toContain('answer every question');
  });
});

it('each answer has a place where it goes to, and the methods that wait for it', async () => {
  const { questions } = await sheetOf(cognito, '-c', emptyConfig);
  expect(questions.find(({ id }) => id === 'stages')?.answer).toEqual({ file: 'settings.json', key: 'stage' });
  const audience = questions.find(({ id }) => id.startsWith('audience:'));
  expect(audience?.answer).toEqual({
    file: 'migrate.config.yaml',
    key: expect.stringMatching(/^authorizers\.\w+\.audience$/),
  });
  expect(audience?.routes.length).toBeGreaterThan(0);
});

it('what no command tells is listed as unknown', async () => {
  const { unknown } = await sheetOf(join(samples, 'service-calls-become-ready-actions/rest-api.yaml'));
  expect(unknown).toContainEqual(expect.objectContaining({ rule: 'services/kinesis-data', where: 'POST /clicks' }));
});

it('the JSON fits its schema', async () => {
  const schema = JSON.parse(readFileSync(new URL('../../schemas/questions.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv().compile(schema);
  for (const input of [orders, links, bundle]) validate(await sheetOf(input, '-c', emptyConfig));
  expect(validate.errors).toBeNull();
});

it('Markdown is a list to tick off, with commands in blocks', async () => {
  const { stdout } = await run(orders, '--format', 'markdown', '--api-id', 'a1b2');
  expect(stdout).toMatch(/^# What the definition of Orders cannot tell\n\n- \[ \] Is the API edge-optimized/);
  expect(stdout).toContain('\n  ```sh\n  aws apigateway get-rest-api --rest-api-id a1b2\n  ```\n');
});

describe('the script', () => {
  /** In the place of the AWS CLI: says how it was called, and fails for one service. */
  const fake = join(scratch, 'aws');
  writeFileSync(
    fake,
    '#!/bin/sh\necho "$@" >> "$CALLS"\n[ "$2" != get-domain-names ] || { echo denied >&2; exit 254; }\necho "{}"\n',
  );
  chmodSync(fake, 0o755);

  function runScript(text: string): { calls: string[]; files: string[]; status: number } {
    const folder = mkdtempSync(join(scratch, 'run-'));
    writeFileSync(join(folder, 'q.sh'), text);
    const env = { PATH: `${scratch}:${process.env['PATH']}`, CALLS: join(folder, 'calls') };
    let status = 0;
    try {
      execFileSync('sh', ['q.sh', 'answers of it'], { cwd: folder, env, stdio: 'pipe' });
    } catch (error) {
      status = Number(Object(error).status);
    }
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
    return { calls, files: readdirSync(join(folder, 'answers of it')), status };
  }

  it('runs every command that is complete, keeps the answers, and goes on after a failure', async () => {
    const { stdout } = await run(orders, '--format', 'sh', '--api-id', 'a1b2', '--stage', 'pr od');
    expect(runScript(stdout)).toEqual({
      status: 1,
      calls: [
        'apigateway get-rest-api --rest-api-id a1b2 --output json',
        'apigateway get-stage --rest-api-id a1b2 --stage-name pr od --output json',
        'apigateway get-gateway-responses --rest-api-id a1b2 --output json',
        'apigateway get-domain-names --output json',
        'apigateway get-usage-plans --output json',
      ],
      files: [
        '01-rest-api.json',
        '02-stages.json',
        '03-gateway-responses.json',
        '04-domains.err',
        '05-usage-plans.json',
      ],
    });
  });

  it('leaves out, as a comment, what has something to be filled in', async () => {
    const { stdout } = await run(links, '--format', 'sh', '-c', emptyConfig);
    expect(stdout).toMatch(/# Fill in LOAD_BALANCER_ARN:\n# ask \S+ aws elbv2 describe-listeners/);
    expect(runScript(stdout).calls.join('\n')).not.toMatch(/[A-Z]_(ID|ARN)/);
  });

  it('has no way out of its comments for the names of a definition', async () => {
    const definition = JSON.parse(
      readFileSync(join(samples, 'trailing-slash-under-open-greedy/rest-api.json'), 'utf8'),
    );
    definition.info.title = 'x\n$(touch hacked)\n`touch hacked`';
    const file = join(scratch, 'title.json');
    writeFileSync(file, JSON.stringify(definition));
    const { stdout } = await run(file, '--format', 'sh');
    expect(stdout.split('\n').filter((line) => line.includes('hacked'))).toEqual([expect.stringMatching(/^# /)]);
  });
});
