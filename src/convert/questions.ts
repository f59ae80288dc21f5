import type { CognitoAuthorizer, Decisions, Question, RestApi, SettingsPart } from '../model/index.js';
import { appClientsOf, balancersOf, unreadReason } from './known-settings.js';

/**
 * What neither the definition nor `settings.json` tells (facts import-export.md a.3), with the read-only call that does.
 * Never folded into "ok" (promise 3).
 */
export function questionsOf(api: RestApi, decisions: Decisions): Question[] {
  return [
    ...partQuestions.flatMap(({ part, ...question }) => openQuestion(question, part, api)),
    ...(usesKeys(api) ? openQuestion(usagePlans, 'usagePlans', api) : []),
    ...api.authorizers
      .filter((authorizer) => authorizer.kind === 'cognito')
      .flatMap((each) => poolClients(each, api, decisions)),
    ...vpcLinks(api, decisions),
  ];
}

const partQuestions: (Question & { part: SettingsPart })[] = [
  {
    part: 'restApi',
    id: 'rest-api',
    question: 'Is the API edge-optimized or private, and has it a resource policy, compression or tags?',
    command: 'aws apigateway get-rest-api --rest-api-id REST_API_ID',
  },
  {
    part: 'stage',
    id: 'stages',
    question: 'Has a stage WAF, a cache, throttling, stage variables, logs, X-Ray, a canary or a client certificate?',
    command: 'aws apigateway get-stages --rest-api-id REST_API_ID',
  },
  {
    part: 'gatewayResponses',
    id: 'gateway-responses',
    question: 'Are gateway responses customised beyond what the definition shows?',
    command: 'aws apigateway get-gateway-responses --rest-api-id REST_API_ID',
  },
  {
    part: 'domains',
    id: 'domains',
    question: 'Which custom domains and base paths lead to the API, and with which TLS policy?',
    command: 'aws apigateway get-domain-names',
  },
];

const usagePlans: Question = {
  id: 'usage-plans',
  question: 'Which usage plans throttle, limit or identify callers by API key?',
  command: 'aws apigateway get-usage-plans',
};

/** A part of `settings.json` answers its question, unless something of it could not be read. */
function openQuestion(question: Question, part: SettingsPart, api: RestApi): Question[] {
  const reason = unreadReason(api, part);
  if (reason !== undefined) return [{ ...question, question: `${question.question} (${reason})` }];
  return api.known?.includes(part) ? [] : [question];
}

function usesKeys({ operations }: RestApi): boolean {
  return operations.some(({ access }) => access.requirements.some(({ kind }) => kind === 'api-key'));
}

function poolClients({ name, providerArns }: CognitoAuthorizer, api: RestApi, { authorizers }: Decisions): Question[] {
  if (authorizers[name]?.audience !== undefined) return [];
  return providerArns.map((arn) => {
    const clients = appClientsOf(api, arn.text);
    const offered = clients === '' ? '' : ` The pool has ${clients}.`;
    return {
      id: `audience:${name}`,
      question: `Which app clients of the user pool may call through ${name}? Their ids become the audience.${offered}`,
      command: `aws cognito-idp list-user-pool-clients --user-pool-id ${/userpool\/([\w-]+)$/.exec(arn.text)?.[1] ?? 'USER_POOL_ID'}`,
    };
  });
}

/** Once for each link, not for each method that uses it. */
function vpcLinks(api: RestApi, decisions: Decisions): Question[] {
  const links = api.operations.flatMap(({ integration }) =>
    integration?.type === 'http_proxy' && integration.vpcLink ? [integration.vpcLink] : [],
  );
  const open = links.filter(({ target, listener }) => listener === undefined && !target?.text.includes(':listener/'));
  const ids = new Set(open.map(({ id }) => id.text));
  return [...ids]
    .filter((id) => decisions.vpcLinks[id] === undefined)
    .map((id) => {
      const balancers = balancersOf(api, id);
      return {
        id: `vpc-link:${id}`,
        question: `Which VPC link V2 and which listener stand for ${id}?${balancers === '' ? '' : ` It leads to ${balancers}.`}`,
        command: `aws apigateway get-vpc-link --vpc-link-id ${/^[\w-]+$/.test(id) ? id : 'VPC_LINK_ID'}; aws apigatewayv2 get-vpc-links`,
      };
    });
}
