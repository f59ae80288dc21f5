import type { Backends, Deployment, Exchange, GatewayRequest, Header } from '../../gateway/gateway.js';
import { openRestGateway } from '../../gateway/rest/rest-gateway.js';
import type { RestApi } from '../../model/index.js';
import { type Answered, executionLog, recordAnswers } from './execution-log.js';

/** A TestInvokeMethod call: https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html */
export interface TestInvocation {
  httpMethod: string;
  /** Path of the resource, with its variables. */
  resourcePath: string;
  pathWithQueryString?: string;
  headers: Header[];
  body?: Uint8Array;
}

export interface TestInvokeResult {
  status: number;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  body: string;
  /** Lines, without the time that AWS puts before each. */
  log: string[];
  /** Features that are not simulated, as in the exchange of a gateway. */
  unsupported: string[];
}

/**
 * Calls a method as its console does: no authorizer and no key is asked, and what would be sent and received is told line by line.
 *
 * @param deployment its stage is never deployed to: AWS calls it `test-invoke-stage`
 */
export async function testInvokeMethod(
  api: RestApi,
  test: TestInvocation,
  { backends, deployment }: { backends: Backends; deployment: Deployment },
): Promise<TestInvokeResult> {
  const answers: Answered[] = [];
  const gateway = openRestGateway(onlyMethod(api, test), recordAnswers(backends, answers), deployment);
  const exchange = await gateway.handle(requestOf(test));
  const headers = headersOf(exchange);
  const { status, body } = exchange.response;
  return {
    status,
    headers: Object.fromEntries(headers),
    multiValueHeaders: Object.fromEntries(
      headers.map(([name]) => [name, headers.filter(([key]) => key === name).map(([, value]) => value)]),
    ),
    body: Buffer.from(body).toString('utf8'),
    log: executionLog({ api, test, exchange, headers, answers, deployment }),
    unsupported: exchange.unsupported,
  };
}

/** The method alone, open to all. */
function onlyMethod(api: RestApi, { resourcePath, httpMethod }: TestInvocation): RestApi {
  const methods = api.operations.filter(
    ({ route }) => route.path === resourcePath && [httpMethod, 'ANY'].includes(route.method),
  );
  return {
    ...api,
    operations: methods.map((operation) => ({ ...operation, access: { ...operation.access, requirements: [] } })),
    settings: api.settings.filter(({ kind }) => kind !== 'resource-policy'),
  };
}

function requestOf({ httpMethod, resourcePath, pathWithQueryString, headers, body }: TestInvocation): GatewayRequest {
  const [rawPath = '/', rawQuery = ''] = (pathWithQueryString ?? resourcePath).split(/\?(.*)/s);
  return {
    ...{ method: httpMethod, rawPath, rawQuery, headers, sourceIp: 'test-invoke-source-ip' },
    ...(body && body.length > 0 && { body }),
  };
}

/** Without the ids that the front of API Gateway adds; its own errors say no content type here (recorded). */
function headersOf({ response }: Exchange): Header[] {
  const failed = response.headers.some(([name]) => name === 'x-amzn-ErrorType');
  const hidden = ['x-amzn-requestid', 'x-amz-apigw-id', ...(failed ? ['content-type'] : [])];
  const shown = response.headers.filter(([name]) => !hidden.includes(name.toLowerCase()));
  const isType = ([name]: Header) => name.toLowerCase() === 'content-type';
  return [...shown.filter((header) => !isType(header)), ...shown.filter(isType)];
}
