import type { Decisions, Question, RestApi } from '../model/index.js';
import { cognitoQuestions } from './cognito-question.js';
import { corsQuestions } from './cors.js';
import { vpcLinkQuestions } from './vpc-link-question.js';

/** What each concern asks somebody to decide. */
const open: ((api: RestApi, decisions: Decisions) => Question[])[] = [
  cognitoQuestions,
  corsQuestions,
  vpcLinkQuestions,
];

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
    ...open.flatMap((questions) => questions(api, decisions)),
  ];
}

const usagePlans: Question = {
  id: 'usage-plans',
  question: 'Which usage plans throttle, limit or identify callers by API key?',
  command: 'aws apigateway get-usage-plans',
};
