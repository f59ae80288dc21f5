import type { Check } from '../../model/index.js';
import { type AwsClients, type AwsTarget, openClients } from '../clients.js';
import { troubleOf } from '../trouble.js';

/** Seconds that a clock may be off: AWS takes a signature for five minutes. */
const mostSeconds = 300;

/**
 * Calls AWS, reading only: who calls, what time AWS has, and whether API Gateway may be read.
 *
 * @param now the time of this machine
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export async function onlineChecks(target: AwsTarget, now: () => Date): Promise<Check[]> {
  const clients = await openClients(target);
  try {
    const { identity, clock } = await identityChecks(clients, now);
    return [identity, clock, await permissionsCheck(clients)];
  } finally {
    clients.close();
  }
}

async function identityChecks(clients: AwsClients, now: () => Date): Promise<{ identity: Check; clock: Check }> {
  const client = await clients.identity();
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  try {
    const command = new GetCallerIdentityCommand({});
    let date: string | undefined;
    command.middlewareStack.add(
      (next) => async (given) => {
        const answer = await next(given);
        date = dateOf(answer.response);
        return answer;
      },
      { step: 'deserialize', priority: 'low' },
    );
    const { Arn: arn, Account: account } = await client.send(command);
    const identity: Check = { name: 'identity', state: 'ok', says: `${arn} in account ${account}` };
    return { identity, clock: clockCheck(date, now) };
  } catch (error) {
    return { identity: refused('identity', error), clock: clockCheck(dateOf(responseOf(error)), now) };
  }
}

function clockCheck(date: string | undefined, now: () => Date): Check {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return { name: 'clock', state: 'unknown', says: 'no answer of AWS told the time' };
  const seconds = Math.round((now().getTime() - theirs) / 1000);
  const off = `${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'ahead of'} AWS`;
  if (Math.abs(seconds) <= mostSeconds) {
    return { name: 'clock', state: 'ok', says: Math.abs(seconds) < 2 ? 'as that of AWS' : off };
  }
  return {
    name: 'clock',
    state: 'problem',
    says: off,
    next: 'Set the clock: AWS refuses what is signed at another time.',
  };
}

/** What every command that calls AWS reads; what writes is not tried. */
async function permissionsCheck(clients: AwsClients): Promise<Check> {
  try {
    const { GetRestApisCommand } = await import('@aws-sdk/client-api-gateway');
    await (await clients.restApis()).send(new GetRestApisCommand({ limit: 1 }));
    const { GetApisCommand } = await import('@aws-sdk/client-apigatewayv2');
    await (await clients.httpApis()).send(new GetApisCommand({ MaxResults: '1' }));
  } catch (error) {
    return refused('permissions', error);
  }
  const next = 'All that a command needs: migrate iam-policy COMMAND.';
  return {
    name: 'permissions',
    state: 'ok',
    says: 'REST and HTTP APIs can be listed; no right to write was tried',
    next,
  };
}

function refused(name: Check['name'], error: unknown): Check {
  const trouble = troubleOf(error);
  if (trouble === undefined) throw error;
  const { kind, code, message, permission } = trouble;
  const says = `${message.replace(/\.$/, '')} (${code})`;
  switch (kind) {
    case 'denied':
      return { name, state: 'problem', says, next: `Let the role or user do ${permission ?? 'apigateway:GET'}.` };
    case 'signed-out':
      return { name, state: 'problem', says, next: 'Sign in (aws sso login), or check keys, --profile and the clock.' };
    case 'unreachable':
    case 'broken':
      return { name, state: 'problem', says, next: 'Check the network, the region and --endpoint-url.' };
    case 'throttled':
    case 'missing':
    case 'refused':
      return { name, state: 'problem', says, next: 'Check --region and --endpoint-url, and run it again.' };
  }
}

/** The response that an error of the SDK carries. */
function responseOf(error: unknown): unknown {
  return error instanceof Error && '$response' in error ? error.$response : undefined;
}

function dateOf(response: unknown): string | undefined {
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  const headers = isMap(response) && isMap(response['headers']) ? response['headers'] : {};
  const date = headers['date'] ?? headers['Date'];
  return typeof date === 'string' ? date : undefined;
}
