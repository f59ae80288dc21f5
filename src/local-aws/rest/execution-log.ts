import type {
  BackendCall,
  Backends,
  Deployment,
  Exchange,
  Header,
  LambdaOutcome,
  UpstreamOutcome,
} from '../../gateway/gateway.js';
import { buildResources, matchMethod } from '../../gateway/rest/resources.js';
import { callsHttp, type Integration, type RestApi } from '../../model/index.js';
import type { TestInvocation } from './test-invoke.js';

/** What a backend answered. */
export type Answered = { kind: 'lambda'; outcome: LambdaOutcome } | { kind: 'upstream'; outcome: UpstreamOutcome };

/** @returns the same backends; what they answer is kept as well. */
export function recordAnswers(backends: Backends, answers: Answered[]): Backends {
  const kept = async (outcome: Promise<UpstreamOutcome>) => {
    answers.push({ kind: 'upstream', outcome: await outcome });
    return outcome;
  };
  return {
    async invokeLambda(...call) {
      const outcome = await backends.invokeLambda(...call);
      answers.push({ kind: 'lambda', outcome });
      return outcome;
    },
    sendHttp: (...call) => kept(backends.sendHttp(...call)),
    callService: (...call) => kept(backends.callService(...call)),
  };
}

/** A test and what came of it. */
export interface Executed {
  api: RestApi;
  test: TestInvocation;
  exchange: Exchange;
  /** Headers of the answer as the test shows them. */
  headers: readonly Header[];
  answers: readonly Answered[];
  deployment: Deployment;
}

/** @returns the lines that API Gateway logs of a test, as recordings have them; a signature is never made up, only hidden as AWS hides it. */
export function executionLog(executed: Executed): string[] {
  const { exchange, headers } = executed;
  const { status, body } = exchange.response;
  const failed = headers.some(([name]) => name === 'x-amzn-ErrorType');
  return [
    ...arrived(executed),
    ...exchange.calls.flatMap((call, index) => called(call, executed.answers[index], executed)),
    ...(failed
      ? [`Execution failed due to configuration error${reasonOf(executed)}`]
      : [
          `Method response body after transformations: ${textOf(body)}`,
          `Method response headers: ${mapOf(headers)}`,
          'Successfully completed execution',
        ]),
    `Method completed with status: ${status}`,
  ];
}

function arrived({ api, test, exchange: { request }, deployment }: Executed): string[] {
  const id = deployment.requestId();
  const match = matchMethod(buildResources(api.operations), request.method, request.rawPath);
  return [
    `Execution log for request ${id}`,
    `Starting execution for request: ${id}`,
    `HTTP Method: ${request.method}, Resource Path: ${request.rawPath}`,
    `Method request path: ${mapOf(Object.entries(match?.pathParameters ?? {}))}`,
    `Method request query string: ${mapOf([...new URLSearchParams(request.rawQuery)])}`,
    `Method request headers: ${mapOf(test.headers)}`,
    `Method request body before transformations: ${textOf(test.body)}`,
  ];
}

function called(call: BackendCall, answered: Answered | undefined, executed: Executed): string[] {
  const sent = sentTo(call, executed);
  return [
    `Endpoint request URI: ${sent.uri}`,
    `Endpoint request headers: ${sent.headers}`,
    `Endpoint request body after transformations: ${sent.body}`,
    `Sending request to ${sent.uri}`,
    ...(answered ? received(answered, executed) : []),
  ];
}

function sentTo(call: BackendCall, { api, test, deployment }: Executed) {
  if (call.kind !== 'lambda') {
    const { url, headers, body } = call.request;
    return { uri: url, headers: mapOf(headers), body: textOf(body) };
  }
  const integration = integrationOf({ api, test });
  const hidden = '*'.repeat(32);
  const signed: Header[] = [
    ['x-amzn-lambda-integration-tag', deployment.requestId()],
    ['Authorization', hidden],
    [
      'X-Amz-Date',
      deployment
        .now()
        .toISOString()
        .replace(/[-:]|\.\d+/g, ''),
    ],
    ['x-amzn-apigateway-api-id', deployment.apiId],
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${deployment.apiId}`],
    ['X-Amz-Security-Token', hidden],
  ];
  const isPassed = integration?.type === 'aws' && integration.templates.length === 0;
  return {
    uri:
      integration?.uri?.text.replace(/^.*?:lambda:path\/+/, `https://lambda.${deployment.region}.amazonaws.com/`) ?? '',
    headers: `${mapOf(signed).slice(0, -1)} [TRUNCATED]`,
    body: isPassed ? textOf(test.body) : JSON.stringify(call.event),
  };
}

function received(answered: Answered, executed: Executed): string[] {
  const answer = answered.kind === 'lambda' ? lambdaAnswer(answered.outcome, executed) : upstream(answered.outcome);
  if (!answer) return [];
  return [
    `Received response. Status: ${answer.status}, Integration latency: 0 ms`,
    `Endpoint response headers: ${mapOf(answer.headers)}`,
    `Endpoint response body before transformations: ${answer.body}`,
  ];
}

function upstream(outcome: UpstreamOutcome) {
  if (outcome.kind !== 'answered') return undefined;
  const { status, headers, body } = outcome.response;
  return { status, headers, body: textOf(body) };
}

/** Lambda answers 200 to an error of the function, too. */
function lambdaAnswer(outcome: LambdaOutcome, { deployment, headers: shown }: Executed) {
  if (outcome.kind !== 'returned' && outcome.kind !== 'threw') return undefined;
  const { kind: _kind, ...error } = outcome;
  const body = JSON.stringify(outcome.kind === 'returned' ? outcome.value : (outcome.payload ?? error));
  const headers: Header[] = [
    ['Date', deployment.now().toUTCString()],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', deployment.requestId()],
    ['x-amzn-Remapped-Content-Length', '0'],
    ['X-Amz-Executed-Version', '$LATEST'],
    ...shown.filter(([name]) => name === 'X-Amzn-Trace-Id'),
  ];
  return { status: 200, headers, body };
}

/** Nothing was sent to an HTTP backend: its address is none. Other reasons are not told by an exchange. */
function reasonOf({ api, test, exchange }: Executed): string {
  const integration = integrationOf({ api, test });
  const isAddress = integration === undefined || !callsHttp(integration) || exchange.calls.length > 0;
  return exchange.response.status === 500 && !isAddress ? ': Invalid endpoint address' : '';
}

function integrationOf({ api, test }: Pick<Executed, 'api' | 'test'>): Integration | undefined {
  const { httpMethod, resourcePath } = test;
  const methods = api.operations.filter(({ route }) => route.path === resourcePath);
  const method =
    methods.find(({ route }) => route.method === httpMethod) ?? methods.find(({ route }) => route.method === 'ANY');
  return method?.integration;
}

/** As Java prints a map. */
function mapOf(pairs: readonly (readonly [string, string])[]): string {
  return `{${pairs.map(([name, value]) => `${name}=${value}`).join(', ')}}`;
}

function textOf(body: Uint8Array | undefined): string {
  return Buffer.from(body ?? []).toString('utf8');
}
