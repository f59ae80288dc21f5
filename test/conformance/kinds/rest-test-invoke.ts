import type { Backends, Deployment, Header } from '../../../src/gateway/gateway.js';
import { testInvokeMethod } from '../../../src/local-aws/rest/test-invoke.js';
import type { Json, JsonObject, RestApi } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { differences, newMatching } from '../matchers.js';
import { outcomeDifferences } from '../reply.js';
import { requestOf } from '../request.js';
import { listOf, textOf } from '../values.js';

interface Called {
  api: RestApi;
  request: JsonObject;
  expected: JsonObject;
}

/** A method called as its console calls it: the answer, and the log of it. */
export async function checkTestInvoke(
  { api, request, expected }: Called,
  world: { backends: Backends; deployment: Deployment },
): Promise<Verdict> {
  const { body } = requestOf(request, '/');
  const path = request['pathWithQueryString'];
  const result = await testInvokeMethod(
    api,
    {
      httpMethod: textOf(request['method']),
      resourcePath: textOf(request['resourcePath']),
      ...(typeof path === 'string' && { pathWithQueryString: path }),
      headers: requestOf(request, '/').headers.slice(1),
      ...(body && { body }),
    },
    world,
  );
  if (result.status === 501 && result.unsupported.length > 0) throw new Unsupported(result.unsupported.at(-1));
  const { multiValueHeaders, log, ...reply } = expected;
  const headers = Object.entries(result.headers).map((header): Header => header);
  const response = { status: result.status, headers, body: Buffer.from(result.body) };
  return verdictOf([
    ...outcomeDifferences(reply, { response }),
    ...(multiValueHeaders === undefined
      ? []
      : differences(multiValueHeaders, result.multiValueHeaders, newMatching(), 'multiValueHeaders')),
    ...(log === undefined ? [] : logDifferences(listOf(log), result.log)),
  ]);
}

/** The order of headers in a line is free where the case tells the line itself; a pattern has its own. */
function logDifferences(wanted: Json[], log: string[]): string[] {
  const count =
    wanted.length === log.length ? [] : [`the log should have ${wanted.length} lines, and has ${log.length}`];
  const lines = wanted.flatMap((line, index) => {
    const actual = log[index] ?? '';
    return typeof line === 'string'
      ? differences(sorted(line), sorted(actual), newMatching(), `log ${index}`)
      : differences(line, actual, newMatching(), `log ${index}`);
  });
  return [...count, ...lines];
}

function sorted(line: string): string {
  const [, start, headers] = /^(Method (?:request|response) headers: )\{(.*)\}$/.exec(line) ?? [];
  return headers === undefined ? line : `${start}{${headers.split(', ').sort().join(', ')}}`;
}
