import type { InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda';
import type { BackendDecision } from '../../../model/index.js';
import type { LambdaOutcome } from '../../gateway.js';
import { credentialsFor, notReached, regionFor } from '../aws-access.js';
import { defaultRegion, type Invocation, type LambdaFunction } from './function.js';
import { reportedError, reportedResult } from './reported.js';

/**
 * A function on AWS, or behind an address that stands for it. Each call is made once: API Gateway does not try again.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export class AwsFunction implements LambdaFunction {
  private client: Promise<LambdaClient> | undefined;

  constructor(private readonly decision: BackendDecision) {}

  /** @throws Failure (`aws`) when Lambda cannot be reached, or nobody is signed in */
  async invoke({ functionName, event, asynchronous = false }: Invocation): Promise<LambdaOutcome> {
    this.client ??= openClient(this.decision);
    const { InvokeCommand, LambdaServiceException } = await import('@aws-sdk/client-lambda');
    const command = new InvokeCommand({
      FunctionName: this.decision.function ?? functionName,
      InvocationType: asynchronous ? 'Event' : 'RequestResponse',
      Payload: Buffer.from(JSON.stringify(event)),
    });
    try {
      return outcomeOf(await (await this.client).send(command), asynchronous);
    } catch (error) {
      if (!(error instanceof LambdaServiceException)) throw notReached(error);
      const { name, message, $metadata } = error;
      return { kind: 'not-invoked', status: $metadata.httpStatusCode ?? 500, errorType: name, message };
    }
  }

  async close(): Promise<void> {
    (await this.client)?.destroy();
  }
}

async function openClient(decision: BackendDecision): Promise<LambdaClient> {
  const { LambdaClient } = await import('@aws-sdk/client-lambda');
  const region = regionFor(decision) ?? (decision.aws === undefined ? defaultRegion : undefined);
  return new LambdaClient({
    // Where `aws` stands without a region and the environment has none, the SDK looks into the profile.
    ...(region !== undefined && { region }),
    credentials: await credentialsFor(decision),
    maxAttempts: 1,
    ...(decision.endpoint !== undefined && { endpoint: decision.endpoint }),
  });
}

function outcomeOf({ FunctionError, Payload }: InvokeCommandOutput, asynchronous: boolean): LambdaOutcome {
  if (asynchronous) return { kind: 'returned', value: null };
  const text = Buffer.from(Payload ?? []).toString('utf8');
  return FunctionError === undefined ? reportedResult(text) : reportedError(text, FunctionError);
}
