import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Analyze from '../../src/commands/analyze.js';
import Questions from '../../src/commands/questions.js';
import { analyze } from '../../src/fleet/analyze.js';
import { anonymousKey } from '../../src/fleet/anonymous.js';
import { type Analysis, analysisFormats, printAnalysis } from '../../src/report/analysis.js';
import { printQuestions, questionFormats } from '../../src/report/questions.js';
import { runCommand } from '../run-command.js';

const usual = { version: '0.1.0', failOn: 'blocked' } as const;

/** One of each kind, none of them a word that anything else has in it. */
const planted = {
  account: '998877665544',
  function: 'zqfunction',
  role: 'zqrole',
  bucket: 'zqbucket',
  queue: 'zqqueue',
  pool: 'ZqPool7x9',
  api: 'zqapi12345',
  host: 'zqhost.internal',
  domain: 'zqdomain.com',
  email: 'zqperson@zqmail.org',
  ip: '10.77.88.99',
  endpoint: 'vpce-0a9b8c7d6e5f4a3b2',
  link: 'zqlink77',
  file: 'zqfile',
};
const words = ['998877665544', 'zq', 'ZqPool7x9', '10.77.88.99', '0a9b8c7d6e5f4a3b2'];

const lambda = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:${planted.account}:function:${name}/invocations`;
const responses = { 200: { description: `ask ${planted.email}` } };

/** Methods that have identifiers in them, each in another place. */
const methods: object[] = [
  {
    responses,
    security: [{ pool: [] }],
    'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: lambda(planted.function) },
  },
  {
    responses,
    security: [{ lambda: [] }],
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: lambda(planted.function),
      credentials: `arn:aws:iam::${planted.account}:role/${planted.role}`,
      requestTemplates: { 'application/json': `{"to": "${planted.email}", "q": "https://${planted.domain}/x"}` },
    },
  },
  {
    responses,
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'PUT',
      uri: `arn:aws:apigateway:eu-west-1:s3:path/${planted.bucket}/{key}`,
      credentials: `arn:aws:iam::${planted.account}:role/${planted.role}`,
    },
  },
  {
    responses,
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:eu-west-1:sqs:path/${planted.account}/${planted.queue}`,
      credentials: `arn:aws:iam::${planted.account}:role/${planted.role}`,
      requestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$input.body' },
    },
  },
  {
    responses,
    'x-amazon-apigateway-integration': {
      type: 'http_proxy',
      httpMethod: 'GET',
      uri: `https://${planted.domain}:8443/x`,
    },
  },
  {
    responses,
    'x-amazon-apigateway-integration': {
      type: 'http_proxy',
      httpMethod: 'GET',
      connectionType: 'VPC_LINK',
      connectionId: planted.link,
      uri: `http://${planted.host}/x`,
    },
  },
  {
    responses,
    'x-amazon-apigateway-integration': {
      type: 'http',
      httpMethod: 'GET',
      uri: `https://${planted.api}.execute-api.eu-west-1.amazonaws.com/prod`,
      requestParameters: { 'integration.request.header.Host': `'${planted.domain}'` },
    },
  },
];

const definitions = fc
  .record({
    chosen: fc.uniqueArray(fc.integer({ min: 0, max: methods.length - 1 }), { minLength: 1 }),
    form: fc.constantFrom('json', 'tight', 'yaml', 'folded', 'escaped'),
  })
  .map(({ chosen, form }) => {
    const root = {
      openapi: '3.0.1',
      info: {
        title: 'planted',
        version: '1',
        description: `of ${planted.email}, ${planted.host}`,
        contact: { email: planted.email },
      },
      servers: [{ url: `https://${planted.api}.execute-api.eu-west-1.amazonaws.com/prod` }],
      'x-amazon-apigateway-policy': {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'execute-api:Invoke',
            Resource: `arn:aws:execute-api:eu-west-1:${planted.account}:${planted.api}/*`,
            Condition: {
              StringNotEquals: { 'aws:SourceVpce': planted.endpoint },
              NotIpAddress: { 'aws:SourceIp': [`${planted.ip}/32`] },
            },
          },
        ],
      },
      [`x-amazon-apigateway-${planted.host}`]: { a: planted.email },
      components: {
        securitySchemes: {
          pool: {
            type: 'apiKey',
            name: 'Authorization',
            in: 'header',
            'x-amazon-apigateway-authtype': 'cognito_user_pools',
            'x-amazon-apigateway-authorizer': {
              type: 'cognito_user_pools',
              providerARNs: [`arn:aws:cognito-idp:eu-west-1:${planted.account}:userpool/eu-west-1_${planted.pool}`],
            },
          },
          lambda: {
            type: 'apiKey',
            name: 'Authorization',
            in: 'header',
            'x-amazon-apigateway-authtype': 'custom',
            'x-amazon-apigateway-authorizer': {
              type: 'token',
              authorizerUri: lambda(planted.function),
              authorizerCredentials: `arn:aws:iam::${planted.account}:role/${planted.role}`,
            },
          },
        },
      },
      paths: Object.fromEntries(chosen.map((index) => [`/p${index}`, { get: methods[index] }])),
    };
    return { text: textAs(form, root), file: `/home/${planted.file}/${planted.file}-${planted.account}.yaml` };
  });

/** Forms in which identifiers hide from who looks at the text: lines that are folded, signs that are escaped. */
function textAs(form: string, root: object): string {
  switch (form) {
    case 'json':
      return JSON.stringify(root, undefined, 2);
    case 'tight':
      return JSON.stringify(root);
    case 'yaml':
      return dump(root, { lineWidth: -1 });
    case 'folded':
      return dump(root, { lineWidth: 30 });
    default:
      return JSON.stringify(root).replaceAll(':role/zq', ':role\\/\\u007aq').replaceAll('9988', '\\u0039988');
  }
}

function everyOutput(analysis: Analysis): [string, string][] {
  const layout = { width: 60, verbose: true };
  return [
    ...analysisFormats.map((format): [string, string] => [
      format,
      [...printAnalysis(analysis, format, layout)].join(''),
    ]),
    ...questionFormats.map((format): [string, string] => [
      `questions ${format}`,
      printQuestions(analysis, format, { known: {}, width: 60 }),
    ]),
  ];
}

it('nothing that was planted comes out, in any format', async () => {
  await fc.assert(
    fc.asyncProperty(definitions, async (source) => {
      const analysis = await analyze(source, '-', { ...usual, anonymise: { key: anonymousKey([source]) } });
      for (const [format, text] of everyOutput(analysis)) {
        for (const word of words) expect(text, format).not.toContain(word);
      }
    }),
    { numRuns: 40 },
  );
});

it('what was planted comes out without --anonymise, so the test above can fail', async () => {
  const [source = { file: '', text: '' }] = fc.sample(definitions, { numRuns: 1, seed: 7 });
  const [[, text = ''] = []] = everyOutput(await analyze(source, '-', usual));
  expect(words.some((word) => text.includes(word))).toBe(true);
});

it('verdict, routes, rules and counts stay as they are', async () => {
  const shapeOf = ({ conversion }: Analysis) => ({
    verdict: conversion.verdict,
    routes: conversion.routes,
    rules: conversion.ledger.map(({ rule, outcome, construct }) => [rule, outcome, construct.kind, construct.route]),
  });
  await fc.assert(
    fc.asyncProperty(definitions, async (source) => {
      const anonymous = await analyze(source, '-', { ...usual, anonymise: { key: 'k' } });
      expect(shapeOf(anonymous)).toEqual(shapeOf(await analyze(source, '-', usual)));
    }),
    { numRuns: 15 },
  );
});

const corpus = new URL('../../../shared/corpus/openapi/', import.meta.url);

describe.skipIf(!existsSync(corpus))('of real definitions', () => {
  const files = existsSync(corpus) ? readdirSync(corpus).sort() : [];
  // One of eight: all of them in all forms take a minute.
  const some = files.filter((_, index) => index % 8 === 0);
  it('no account, ARN of one, or private address is in any output, and the verdict stays', async () => {
    const documented = /^(?:(\d)\1{3}(\d)\2{3}(\d)\3{3})$/;
    for (const file of some) {
      const source = { file, text: readFileSync(new URL(file, corpus), 'utf8') };
      const plain = await analyze(source, '-', usual).catch(() => undefined);
      if (plain === undefined) continue;
      const analysis = await analyze(source, '-', { ...usual, anonymise: { key: anonymousKey([source]) } });
      expect(analysis.conversion.verdict, file).toBe(plain.conversion.verdict);
      for (const [format, text] of everyOutput(analysis)) {
        const accounts = text.match(/(?<![\dA-Za-z.])\d{12}(?![\dA-Za-z]|\.\d)/g) ?? [];
        expect(
          accounts.filter((account) => !documented.test(account)),
          `${file} as ${format}`,
        ).toEqual([]);
        const names = text.match(/:function:(?!function-)[\w-]+/g) ?? [];
        expect(names, `${file} as ${format}`).toEqual([]);
      }
    }
  });
});

describe('the commands', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `${planted.file}-`));
    const [{ text } = { text: '' }] = fc.sample(definitions, { numRuns: 1, seed: 7 });
    await writeFile(join(folder, 'zqone.json'), text);
    await writeFile(join(folder, 'zqtwo.yaml'), text);
    await writeFile(join(folder, 'zqbad.yaml'), 'openapi: 3.0.1\npaths: {a: [}');
    await writeFile(
      join(folder, 'migrate.config.yaml'),
      `vpcLinks:\n  ${planted.link}: {id: zqv2, listener: "arn:aws:elasticloadbalancing:eu-west-1:${planted.account}:listener/net/zqlb/1a/2b"}\naccept:\n  - {rule: access/api-key, reason: "${planted.email} said so"}\n`,
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['analyze', 'text'],
    ['analyze', 'json'],
    ['questions', 'text'],
  ])('%s --format %s tells neither the file nor what is in it', async (name, format) => {
    const command = name === 'analyze' ? Analyze : Questions;
    const { stdout, stderr } = await runCommand(command, join(folder, 'zqone.json'), '--anonymise', '--format', format);
    expect(stdout).toContain('rest-api.json');
    for (const word of words) expect(stdout + stderr).not.toContain(word);
  });

  it.each(['text', 'json'])('the account of several as %s tells neither files nor refusals by name', async (format) => {
    const args = [join(folder, '*.{json,yaml}'), join(folder, 'zqgone.yaml'), '--anonymise', '--format', format];
    const { stdout, code } = await runCommand(Analyze, ...args);
    expect(code).toBe(6);
    for (const word of words) expect(stdout).not.toContain(word);
    expect(stdout).toMatch(/api-[\da-f]{8}\.json/);
  });

  it('decisions about a VPC link still decide under its stand-in', async () => {
    const run = async (...more: string[]) =>
      JSON.parse((await runCommand(Analyze, join(folder, 'zqone.json'), '--format', 'json', ...more)).stdout);
    const [plain, anonymous] = [await run(), await run('--anonymise')];
    expect(anonymous.totals).toEqual(plain.totals);
    expect(anonymous.questions.map(({ decides }: { decides?: object }) => decides !== undefined)).toEqual(
      plain.questions.map(({ decides }: { decides?: object }) => decides !== undefined),
    );
  });
});
