import { showError } from './console.js';
import { tooLargeEvent } from './failures.js';
import type { LambdaFunction } from './function.js';

/**
 * @returns the function as Lambda calls it: an asynchronous call is taken at once, and what becomes of it is only told on
 *   stderr. Lambda would try a failed one twice more, minutes later; here it runs once.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
export function queued(lambda: LambdaFunction): LambdaFunction {
  return {
    ...(lambda.load && { load: (stayReady) => lambda.load?.(stayReady) ?? Promise.resolve(undefined) }),
    async invoke(invocation) {
      if (!invocation.asynchronous) return lambda.invoke(invocation);
      const refused = tooLargeEvent(JSON.stringify(invocation.event), 'asynchronous');
      if (refused) return refused;
      void lambda.invoke(invocation).then((ended) => {
        if (ended.kind === 'threw') showError(invocation.functionName, ended);
      });
      return { kind: 'returned', value: null };
    },
    close: () => lambda.close(),
  };
}
