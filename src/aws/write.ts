import type { Bindings, Call } from '../plan/call.js';
import type { Account } from './account.js';
import { type Operation, send, serviceOf } from './operations.js';
import { settled } from './settled.js';
import { troubleOf } from './trouble.js';

/** How often a call is made whose answer gets lost. */
const attempts = 3;

/** A call that may have been done or not: its answer was lost, each time. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
}

/**
 * Makes one call that writes, so that it is done once even where its answer is lost: before it is made again, AWS is asked
 * whether it was done.
 *
 * @returns what the call made
 * @throws LostAnswer where nobody knows; what the SDK throws where AWS has refused, and nothing was changed
 */
export async function write(account: Account, call: Call, run: string): Promise<Bindings> {
  const answer = await once(account, call, 1);
  if (answer !== 'lost') return bindingsOf(call.operation, answer);
  try {
    return await writeAgain(account, call, run);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    // Whatever is refused now, the first try may have been done.
    throw new LostAnswer(`The answer to ${call.operation} was lost, and then: ${trouble.message}`);
  }
}

async function writeAgain(account: Account, call: Call, run: string): Promise<Bindings> {
  const { operation, input } = call;
  for (let attempt = 2; attempt <= attempts; attempt++) {
    const made = await settled(account, { operation, input, run });
    if (typeof made === 'object') return made;
    const answer = await once(account, call, attempt);
    if (answer !== 'lost') return bindingsOf(operation, answer);
  }
  throw new LostAnswer(`The connection broke ${attempts} times at ${operation}`);
}

/** What is not there any more need not be removed. */
async function once(account: Account, { operation, input }: Call, attempt: number): Promise<object | 'lost'> {
  return account.call(serviceOf(operation), async () => {
    try {
      return await send(account.clients, operation, input);
    } catch (error) {
      const kind = troubleOf(error)?.kind;
      // To be thrown on, it would be made again at once, done or not.
      if (kind === 'broken') return 'lost';
      if (kind === 'missing' && attempt > 1 && isRemoval(operation)) return {};
      throw error;
    }
  });
}

function isRemoval(operation: Operation): boolean {
  return /^(?:Delete|Remove|Untag)/.test(operation);
}

function bindingsOf(operation: Operation, answer: object): Bindings {
  if (operation === 'ImportApi' && 'ApiId' in answer) return { apiId: String(answer.ApiId) };
  if (operation === 'CreateDeployment' && 'DeploymentId' in answer)
    return { deploymentId: String(answer.DeploymentId) };
  return {};
}
