import type { CognitoAuthorizer, Decisions, Question, RestApi } from '../model/index.js';

/** What no definition tells (facts import-export.md a.3), with the read-only call that does. Never folded into "ok" (promise 3). */
export function questionsOf(api: RestApi, decisions: Decisions): Question[] {
  const usesKeys = api.operations.some(({ access }) => access.requirements.some(({ kind }) => kind === 'api-key'));
  return [
    {
      id: 'rest-api',
      question: 'Is the API edge-optimized or private, and has it a resource policy, compression or tags?',
      command: 'aws apigateway get-rest-api --rest-api-id REST_API_ID',
    },
    {
      id: 'stages',
      question: 'Has a stage WAF, a cache, throttling, stage variables, logs, X-Ray, a canary or a client certificate?',
      command: 'aws apigateway get-stages --rest-api-id REST_API_ID',
    },
    {
      id: 'gateway-responses',
      question: 'Are gateway responses customised beyond what the definition shows?',
      command: 'aws apigateway get-gateway-responses --rest-api-id REST_API_ID',
    },
    {
      id: 'domains',
      question: 'Which custom domains and base paths lead to the API, and with which TLS policy?',
      command: 'aws apigateway get-domain-names',
    },
    ...(usesKeys ? [usagePlans] : []),
    ...api.authorizers
      .filter((authorizer) => authorizer.kind === 'cognito')
      .flatMap((each) => poolClients(each, decisions)),
    ...vpcLinks(api, decisions),
  ];
}

const usagePlans: Question = {
  id: 'usage-plans',
  question: 'Which usage plans throttle, limit or identify callers by API key?',
  command: 'aws apigateway get-usage-plans',
};

function poolClients({ name, providerArns }: CognitoAuthorizer, { authorizers }: Decisions): Question[] {
  if (authorizers[name]?.audience !== undefined) return [];
  return providerArns.map((arn) => ({
    id: `audience:${name}`,
    question: `Which app clients of the user pool may call through ${name}? Their ids become the audience.`,
    command: `aws cognito-idp list-user-pool-clients --user-pool-id ${/userpool\/([\w-]+)$/.exec(arn.text)?.[1] ?? 'USER_POOL_ID'}`,
  }));
}

/** Once for each link, not for each method that uses it. */
function vpcLinks(api: RestApi, decisions: Decisions): Question[] {
  const links = api.operations.flatMap(({ integration }) =>
    integration?.type === 'http_proxy' && integration.vpcLink ? [integration.vpcLink] : [],
  );
  const ids = new Set(links.filter(({ target }) => !target?.text.includes(':listener/')).map(({ id }) => id.text));
  return [...ids]
    .filter((id) => decisions.vpcLinks[id] === undefined)
    .map((id) => ({
      id: `vpc-link:${id}`,
      question: `Which VPC link V2 and which listener stand for ${id}?`,
      command: `aws apigateway get-vpc-link --vpc-link-id ${/^[\w-]+$/.test(id) ? id : 'VPC_LINK_ID'}; aws apigatewayv2 get-vpc-links`,
    }));
}
