import { isObject, type JsonObject } from '../../model/index.js';
import { troubleOf } from '../trouble.js';
import { attempt, type Scope } from './scope.js';

/** @returns each function with its resource policy as text; null where it has none */
export async function readFunctions(scope: Scope, arns: string[]): Promise<JsonObject[]> {
  const read = await Promise.all(arns.map((arn) => readFunction(scope, arn)));
  return read.filter(isObject);
}

async function readFunction(scope: Scope, arn: string): Promise<JsonObject | undefined> {
  const part = { name: `functions/${arn}`, permission: 'lambda:GetPolicy' };
  const [, region] = /^arn:[\w-]+:lambda:([\w-]+):\d{12}:function:[\w:$-]+$/.exec(arn) ?? [];
  if (region === undefined) {
    const reason = 'its name is not known: a stage variable in it has no value, or it is no ARN';
    scope.unknown.push({ part: part.name, reason });
    return undefined;
  }
  const policy = await attempt(scope, part, () => policyOf(scope, arn, region));
  return policy === undefined ? undefined : { arn, policy };
}

/** The same function may serve many APIs, and each has a policy of its own. */
async function policyOf({ region }: Scope, arn: string, name: string): Promise<string | null> {
  const place = await region.at(name);
  return place.once(`function ${arn}`, async () => {
    const client = await place.clients.lambda();
    const { GetPolicyCommand } = await import('@aws-sdk/client-lambda');
    try {
      const { Policy } = await place.call('lambda', () => client.send(new GetPolicyCommand({ FunctionName: arn })));
      return Policy ?? null;
    } catch (error) {
      if (hasNoPolicy(error)) return null;
      throw error;
    }
  });
}

/** Lambda has one code for a function without a policy and for one that is not there; the text tells them apart (C). */
function hasNoPolicy(error: unknown): boolean {
  const trouble = troubleOf(error);
  return trouble?.kind === 'missing' && !/function not found|cannot find/i.test(trouble.message);
}
