import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/cli/config-file.js';
import { checkConfig } from '../../src/cli/config-schema.js';
import { convert } from '../../src/convert/convert.js';
import { unusedDecisions } from '../../src/convert/notices.js';
import {
  type Conversion,
  type Decisions,
  isObject,
  isOpen,
  type Json,
  type JsonObject,
  noDecisions,
  type RestApi,
} from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { decisionsFileNote, decisionsFileText } from '../../src/report/decisions-file.js';
import { openFinding } from '../../src/report/open-finding.js';
import { rules } from '../../src/rules/index.js';
import { definitions } from '../convert/arbitrary-rest-api.js';
import { httpProxy, lambda, method, preflight, scheme } from '../convert/definition.js';

/** What the user decided in a file with this text, by the road that the commands take. */
async function decisionsIn(text: string): Promise<Decisions> {
  const file = parseConfigFile({ file: 'migrate.config.yaml', text });
  if (file.value === undefined || file.value === null) return noDecisions();
  return { ...noDecisions(), ...(await checkConfig(file)), payloadFormat: '1.0' };
}

async function apiOf(text: string): Promise<RestApi> {
  return (await readRestDefinition({ file: 'api.json', text })).api;
}

function apiWith(paths: JsonObject, securitySchemes: JsonObject = {}, more: JsonObject = {}): Promise<RestApi> {
  const info = { title: 'a', version: '1' };
  return apiOf(JSON.stringify({ openapi: '3.0.1', info, paths, components: { securitySchemes }, ...more }));
}

function textFor(conversion: Conversion, made: JsonObject = {}): string {
  return decisionsFileText({ conversion, rules, input: 'api.yaml', made });
}

const runs = { numRuns: Number(process.env['FC_RUNS'] ?? 30) };

/** Takes off what keeps the open blocks from counting, as the head of the file says. */
function uncommented(text: string): string {
  return text.replaceAll(/^# /gm, '');
}

const answers: Record<string, string> = {
  id: 'v2link',
  listener: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/a/1/2',
  serverNameToVerify: 'nlb.example.com',
  basePath: '/',
  issuer: 'https://issuer.example.com',
  allowOrigins: 'https://shop.example.com',
  audience: 'client-1',
  reason: 'Nobody needs it.',
};

/** Fills every blank by the name of its key. */
function filledIn(value: Json | undefined, key = ''): Json {
  if (value === '') return answers[key] ?? expect.fail(`There is no answer for ${key}`);
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filledIn(item, name)]));
}

function mapIn(text: string): JsonObject {
  const { value } = parseConfigFile({ file: 'migrate.config.yaml', text });
  return isObject(value) ? value : {};
}

/** Names that break out of comments, keys and quotes where they can. */
const nasty = [
  'x\npayloadFormat: "2.0"',
  'a: b # c',
  '- "quoted" \'twice\'',
  '\u2028accept: []\u0085x\r\ny',
  '${stageVariables.x}',
  'k'.repeat(1100),
  '',
];

const tricky: JsonObject = {
  paths: Object.fromEntries(
    nasty.map((name, index) => [
      `/p${index}`,
      {
        get: method(
          httpProxy({ connectionType: 'VPC_LINK', connectionId: name, uri: 'https://${stageVariables.h}/a' }),
          {
            security: [{ [name || 'empty']: [] }],
          },
        ),
      },
    ]),
  ),
  schemes: Object.fromEntries(
    nasty.map((name) => [
      name || 'empty',
      scheme('Authorization', { type: 'cognito_user_pools', providerARNs: ['${PoolA}', '${PoolB}'] }),
    ]),
  ),
};

const apis = fc.oneof(
  definitions.map((text) => apiOf(text)),
  fc.constant(apiWith(Object(tricky['paths']), Object(tricky['schemes']))),
);

describe('the file that convert --init writes, for any API', () => {
  it('fits the schema and decides nothing', async () => {
    await fc.assert(
      fc.asyncProperty(apis, async (reading) => {
        const api = await reading;
        const before = convert(api, noDecisions());
        const decisions = await decisionsIn(textFor(before));
        expect(decisions).toEqual(noDecisions());
      }),
      runs,
    );
  });

  it('does not fit the schema while a block is there and its blanks are empty', async () => {
    await fc.assert(
      fc.asyncProperty(apis, async (reading) => {
        const conversion = convert(await reading, noDecisions());
        const text = uncommented(textFor(conversion));
        fc.pre(Object.keys(mapIn(text)).length > 0);
        await expect(decisionsIn(text)).rejects.toMatchObject({ kind: 'usage' });
      }),
      runs,
    );
  });

  it('frees everything that can be freed once it is filled in, and each decision decides something', async () => {
    await fc.assert(
      fc.asyncProperty(apis, async (reading) => {
        const api = await reading;
        let made: JsonObject = {};
        let conversion = convert(api, noDecisions());
        // An acceptance may be asked for only once its authorizer is decided, and a CORS configuration after that.
        for (let round = 0; round < 4; round++) {
          made = Object(filledIn(mapIn(uncommented(textFor(conversion, made)))));
          const decisions = await decisionsIn(dump(made));
          conversion = convert(api, decisions);
          // A route that would catch another one's requests stops doing so when that one moves as well.
          const unused = unusedDecisions(decisions, api, conversion.ledger);
          expect(unused.filter(({ message }) => !message.includes('routes/would-catch'))).toEqual([]);
        }
        const freeable = conversion.ledger.filter((entry) =>
          ['decidable', 'acceptable'].includes(openFinding(entry, rules) ?? ''),
        );
        expect(freeable.filter(({ rule }) => rule !== 'access/authorizer-stays')).toEqual([]);
        expect(conversion.questions.filter(({ decides }) => decides)).toEqual([]);
      }),
      runs,
    );
  });

  it('asks about every entry that a decision can free', async () => {
    await fc.assert(
      fc.asyncProperty(apis, async (reading) => {
        const { ledger, questions } = convert(await reading, noDecisions());
        const waiting = questions.flatMap(({ decides }) => decides?.routes ?? []);
        const keys = new Set(waiting.map(({ method: verb, path }) => `${verb} ${path}`));
        const routes = ledger.flatMap(({ decidable, construct, outcome, rule }) =>
          decidable && isOpen({ outcome }) && construct.route && !rule.startsWith('cors/') ? [construct.route] : [],
        );
        expect(routes.filter(({ method: verb, path }) => !keys.has(`${verb} ${path}`))).toEqual([]);
      }),
      runs,
    );
  });
});

describe('what was decided before', () => {
  const paths = {
    '/a': { get: method(lambda(), { security: [{ pool: [] }] }) },
    '/b': { get: method(httpProxy({ connectionType: 'VPC_LINK', connectionId: 'l', uri: 'http://h:81/b' })) },
    '/c': { get: method(httpProxy({ connectionType: 'VPC_LINK', connectionId: 'l', uri: 'http://h:82/c' })) },
    '/d': { get: method(lambda(), { security: [{ key: [] }] }) },
    '/e': { get: method(lambda(), { security: [{ key: [] }] }) },
  };
  const schemes = {
    pool: scheme('Authorization', { type: 'cognito_user_pools', providerARNs: ['${A}', '${B}'] }),
    key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
  };
  const made: JsonObject = {
    backends: [{ match: 'orders', handler: './orders.mjs#list' }],
    authorizers: { pool: { audience: ['c'] } },
    vpcLinks: { l: { id: 'v', listener: answers['listener'] ?? '' } },
    accept: [{ rule: 'access/api-key', where: 'GET /d', reason: 'old', until: '2020-01-01' }],
    cors: {},
  };

  it('stays as it is, the rest is written below it as comments', async () => {
    const api = await apiWith(paths, schemes);
    const decisions = { ...noDecisions(), ...Object(made), accept: [], backends: [] };
    const text = textFor(convert(api, decisions), made);
    const { cors: _, ...kept } = made;
    expect(mapIn(text)).toEqual(kept);
    const open = mapIn(uncommented(text));
    expect(open).toMatchObject({
      authorizers: { pool: { audience: ['c'], issuer: '' } },
      vpcLinks: { l: { id: 'v', listeners: { 'http://h:81': { listener: '' }, 'http://h:82': { listener: '' } } } },
    });
    expect(open['accept']).toEqual([
      ...Object(made['accept']),
      { rule: 'access/api-key', where: 'GET /d', reason: '' },
      { rule: 'access/api-key', where: 'GET /e', reason: '' },
    ]);
  });
});

describe('what the file says', () => {
  it('marks what gives up security, with the consequence', async () => {
    const api = await apiWith(
      { '/a': { get: method(lambda(), { security: [{ key: [] }] }) } },
      { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
    );
    const text = textFor(convert(api, noDecisions())).replaceAll('\n## ', ' ');
    expect(text).toMatch(/SECURITY: HTTP APIs have no API keys\. .*Callers without a key would pass/);
    expect(text).toContain("#   - rule: access/api-key\n#     where: GET /a\n#     reason: ''\n#     # until: YYYY");
  });

  it('one acceptance for each place while they are few, one for all beyond, which names the first', async () => {
    const tls = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `/p${index}`,
          { get: method(lambda({ timeoutInMillis: 40000 })) },
        ]),
      );
    const few = uncommented(textFor(convert(await apiWith(tls(5)), noDecisions())));
    const many = uncommented(textFor(convert(await apiWith(tls(12)), noDecisions())));
    expect(mapIn(few)['accept']).toHaveLength(5);
    expect(mapIn(many)['accept']).toEqual([{ rule: 'integrations/timeout', reason: '' }]);
    expect(many).toMatch(/This accepts it at GET \/p0, .*GET \/p4 and 7 more/);
  });

  it('lists what no decision frees, with the reason, and asks nothing about it', async () => {
    const text = textFor(convert(await apiWith({ '/a': { get: method({ type: 'mock' }) } }), noDecisions()));
    expect(text).toMatch(/No decision frees these[\s\S]*## mock\/integration: .* GET \/a\./);
    expect(mapIn(uncommented(text))).toEqual({});
  });

  it('asks about CORS once, naming the origins seen', async () => {
    const api = await apiWith({
      '/a': { options: preflight('https://a.example.com') },
      '/b': { options: preflight('https://b.example.com') },
    });
    const text = textFor(convert(api, noDecisions()));
    expect(text.replaceAll('\n## ', ' ')).toContain('(https://a.example.com | https://b.example.com)');
    expect(mapIn(uncommented(text))['cors']).toEqual({ allowOrigins: [''] });
  });

  it('does not ask what no decision settles: methods computed per request', async () => {
    const computed = preflight('https://a.example.com', { Methods: "'+x+'" });
    const integration = Object(computed['x-amazon-apigateway-integration']);
    integration.responses.default.responseParameters['method.response.header.Access-Control-Allow-Methods'] =
      'integration.response.header.x';
    const conversion = convert(await apiWith({ '/a': { options: computed } }), noDecisions());
    expect(conversion.questions.filter(({ decides }) => decides)).toEqual([]);
    expect(conversion.verdict).toBe('stay-on-rest');
  });

  it('an authorizer that no method uses is not asked about', async () => {
    const pool = scheme('Authorization', { type: 'cognito_user_pools', providerARNs: ['${A}'] });
    const { questions } = convert(await apiWith({ '/a': { get: method(lambda()) } }, { pool }), noDecisions());
    expect(questions.filter(({ decides }) => decides)).toEqual([]);
  });

  it('shows no secret of an address', async () => {
    const uri = 'https://nlb.example.com:8080/a?api_key=s3cr3t';
    const link = { connectionType: 'VPC_LINK', connectionId: 'l', uri };
    const api = await apiWith({ '/a': { get: method(httpProxy(link)) } });
    expect(textFor(convert(api, noDecisions()))).not.toContain('s3cr3t');
  });

  it('says when nothing is open', async () => {
    const conversion = convert(await apiWith({ '/a': { get: method(lambda()) } }), noDecisions());
    const source = { conversion, rules, input: 'api.yaml', made: {} };
    expect(decisionsFileNote(source, 'migrate.config.yaml', true)).toMatch(/Nothing is left to decide/);
    expect(mapIn(uncommented(decisionsFileText(source)))).toEqual({});
  });
});
