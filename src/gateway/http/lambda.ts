import type { HttpLambdaIntegration, Json } from '../../model/index.js';
import { within } from '../deadline.js';
import { functionNameOf } from '../function-name.js';
import type { Backends, Deployment, GatewayResponse, LambdaOutcome } from '../gateway.js';
import { isTooLargeForLambda } from '../lambda-limits.js';
import { eventV1 } from '../payload/v1.js';
import { responseFromV1 } from '../payload/v1-response.js';
import { eventV2 } from '../payload/v2.js';
import { responseFromV2 } from '../payload/v2-response.js';
import { fillStageVariables } from '../stage-variables.js';
import type { Integrate } from './answer.js';
import { serverError, tooLarge, unavailable } from './errors.js';
import { unmapped } from './invocation.js';
import { openRequestMapping, openResponseMapping } from './parameters.js';

/**
 * Opens an integration that calls a function with the event of its payload format and reads what it returned.
 *
 * AWS allows request mappings here but does not say what they do to the event (PM-APPLIES). They are applied as in front of
 * an HTTP backend, and the exchange says so.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function openLambda(integration: HttpLambdaIntegration, backends: Backends, deployment: Deployment): Integrate {
  const { payloadFormatVersion, requestParameters, timeoutInMillis } = integration;
  const functionName = functionNameOf(fillStageVariables(integration.uri.text, deployment.stageVariables));
  const eventOf = payloadFormatVersion === '1.0' ? eventV1 : eventV2;
  const mapRequest = openRequestMapping(requestParameters);
  const mapResponse = openResponseMapping(integration.responseParameters);
  const unsupported = Object.keys(requestParameters).length > 0 ? [unsaid] : [];
  return async (source) => {
    const { invocation, caller } = source;
    const event = eventOf(invocation, mapRequest(unmapped(invocation), source), caller);
    if (isTooLargeForLambda(invocation.request.body, event)) return { response: tooLarge(), calls: [], unsupported };
    const outcome = await within(timeoutInMillis, backends.invokeLambda(functionName, event));
    const { response, byFunction } = responseOf(payloadFormatVersion, outcome);
    return {
      response: byFunction ? mapResponse(response, source) : response,
      calls: [{ kind: 'lambda', purpose: 'integration', functionName, event }],
      unsupported,
    };
  };
}

const unsaid =
  'request parameter mapping in front of a Lambda function: AWS does not document what it does to the event';

interface Answered {
  response: GatewayResponse;
  /** False where the gateway answers because the function did not. */
  byFunction: boolean;
}

/** RT-ERR-LAMBDA-THROW, RT-ERR-LAMBDA-FORMAT, RT-ERR-TIMEOUT. */
function responseOf(format: '1.0' | '2.0', outcome: LambdaOutcome): Answered {
  switch (outcome.kind) {
    case 'returned': {
      const response = readerOf[format](outcome.value);
      return response ? { response, byFunction: true } : { response: serverError(), byFunction: false };
    }
    // RT-ERR-LAMBDA-PERM; for a throttled function it is not known (RT-ERR-LAMBDA-THROTTLE, U).
    case 'not-invoked':
    case 'threw':
      return { response: serverError(), byFunction: false };
    case 'timed-out':
      return { response: unavailable(), byFunction: false };
  }
}

const readerOf: Record<'1.0' | '2.0', (value: Json) => GatewayResponse | undefined> = {
  '1.0': responseFromV1,
  '2.0': responseFromV2,
};
