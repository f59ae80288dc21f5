import type { Decisions, Question, RestApi, SettingsPart } from '../model/index.js';
import { cognitoQuestions } from './cognito-question.js';
import { corsQuestions } from './cors.js';
import { unreadReason } from './known-settings.js';
import { vpcLinkQuestions } from './vpc-link-question.js';

/** What each concern asks somebody to decide. */
const open: ((api: RestApi, decisions: Decisions) => Question[])[] = [
  cognitoQuestions,
  corsQuestions,
  vpcLinkQuestions,
];

/**
 * What neither the definition nor `settings.json` tells (facts import-export.md a.3), with the read-only call that does.
 * Never folded into "ok" (promise 3).
 */
export function questionsOf(api: RestApi, decisions: Decisions): Question[] {
  return [
    ...partQuestions.flatMap(({ part, ...question }) => openQuestion(question, part, api)),
    ...(usesKeys(api) ? openQuestion(usagePlans, 'usagePlans', api) : []),
    ...open.flatMap((questions) => questions(api, decisions)),
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
