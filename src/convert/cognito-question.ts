import type { CognitoAuthorizer, Decisions, Question, RestApi, Route } from '../model/index.js';
import { issuerOf } from './cognito.js';
import { appClientsOf } from './known-settings.js';

/** Asks for what no definition tells of a user pool that methods use: its app clients, and the issuer where that is hidden. */
export function cognitoQuestions(api: RestApi, { authorizers }: Decisions): Question[] {
  return api.authorizers.flatMap((authorizer) => {
    const routes = routesOf(api, authorizer.name);
    if (authorizer.kind !== 'cognito' || routes.length === 0) return [];
    const decision = authorizers[authorizer.name];
    return [
      ...(decision?.audience === undefined ? [audienceQuestion(authorizer, routes, api)] : []),
      ...(decision?.issuer === undefined ? issuerQuestion(authorizer, routes) : []),
    ];
  });
}

function routesOf({ operations }: RestApi, name: string): Route[] {
  return operations
    .filter(({ access }) => access.requirements.some(({ scheme }) => scheme === name))
    .map(({ route }) => route);
}

function audienceQuestion(authorizer: CognitoAuthorizer, routes: Route[], api: RestApi): Question {
  const { name } = authorizer;
  const clients = authorizer.providerArns.map(({ text }) => appClientsOf(api, text)).filter((text) => text !== '');
  const offered = clients.length === 0 ? '' : ` The pool has ${clients.join(', ')}.`;
  return {
    id: `audience:${name}`,
    question: `Which app clients of the user pool may call through ${name}? Their ids become the audience.${offered}`,
    command: poolsOf(authorizer)
      .map((id) => `aws cognito-idp list-user-pool-clients --user-pool-id ${id}`)
      .join('; '),
    decides: { key: ['authorizers', name, 'audience'], form: [''], routes },
  };
}

function issuerQuestion(authorizer: CognitoAuthorizer, routes: Route[]): Question[] {
  const { name, providerArns } = authorizer;
  const [arn] = providerArns;
  if (providerArns.length === 1 && arn && issuerOf(arn)) return [];
  const which =
    providerArns.length > 1
      ? `Of which of its ${providerArns.length} user pools does ${name} go on taking tokens? A JWT authorizer has one issuer; callers from the other pools are refused.`
      : `Which user pool is behind ${name}?`;
  return [
    {
      id: `issuer:${name}`,
      question: `${which} The issuer is https://cognito-idp.REGION.amazonaws.com/USER_POOL_ID.`,
      command: 'aws cognito-idp list-user-pools --max-results 60',
      decides: { key: ['authorizers', name, 'issuer'], form: '', routes },
    },
  ];
}

/** Ids as the ARNs show them. */
function poolsOf({ providerArns }: CognitoAuthorizer): string[] {
  const ids = providerArns.map(({ text }) => /userpool\/([\w-]+)$/.exec(text)?.[1] ?? 'USER_POOL_ID');
  return ids.length === 0 ? ['USER_POOL_ID'] : [...new Set(ids)];
}
