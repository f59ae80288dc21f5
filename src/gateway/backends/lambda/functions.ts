import { type BackendDecision, Failure } from '../../../model/index.js';
import type { BackendOptions } from '../backends.js';
import { namePart } from '../stand-ins.js';
import { AwsFunction } from './aws.js';
import { CommandFunction } from './command.js';
import { defaultSettings, type FunctionSettings, type LambdaFunction } from './function.js';
import { handlerPlace } from './handler.js';
import { openLocal } from './local.js';
import { queued } from './queued.js';

/** Handlers that stay ready once they are loaded; of more than that, each starts again when it is called. */
const READY_HANDLERS = 8;

const LOADED_AT_ONCE = 4;

/** The functions behind an API, each opened when it is first needed. */
export interface Functions {
  of(decision: BackendDecision): LambdaFunction;
  load(): Promise<void>;
  close(): Promise<void>;
}

export function openFunctions(decisions: readonly BackendDecision[], options: BackendOptions): Functions {
  const opened = new Map<BackendDecision, LambdaFunction>();
  const of = (decision: BackendDecision) => {
    const lambda = opened.get(decision) ?? openFunction(decision, options);
    opened.set(decision, lambda);
    return lambda;
  };
  return {
    of,
    async load() {
      const lambdas = decisions.filter(({ handler, command }) => (handler ?? command) !== undefined);
      for (let at = 0; at < lambdas.length; at += LOADED_AT_ONCE) {
        const loading = lambdas.slice(at, at + LOADED_AT_ONCE).map(async (decision) => {
          const failed = await of(decision).load?.(at < READY_HANDLERS);
          return failed && unusable(decision, options, failed.errorMessage);
        });
        const failure = (await Promise.all(loading)).find((one) => one !== undefined);
        if (failure) throw failure;
      }
    },
    async close() {
      await Promise.all([...opened.values()].map((lambda) => lambda.close()));
    },
  };
}

function openFunction(decision: BackendDecision, { baseFolder, inProcess = false }: BackendOptions): LambdaFunction {
  const { handler, command, folder = baseFolder } = decision;
  const settings = settingsOf(decision);
  if (handler !== undefined) {
    const place = handlerPlace(handler, baseFolder);
    return queued(openLocal(place, settings, decision.inProcess ?? inProcess));
  }
  return command === undefined ? new AwsFunction(decision) : queued(new CommandFunction({ command, folder, settings }));
}

function settingsOf({ match, timeout, memory, environment = {} }: BackendDecision): FunctionSettings {
  const timeoutInMillis = timeout === undefined ? defaultSettings.timeoutInMillis : timeout * 1000;
  const memoryInMegabytes = memory ?? defaultSettings.memoryInMegabytes;
  return { ...defaultSettings, functionName: namePart(match), timeoutInMillis, memoryInMegabytes, environment };
}

function unusable(
  { handler, folder = '.' }: BackendDecision,
  { baseFolder }: BackendOptions,
  message: string,
): Failure {
  if (handler === undefined) return new Failure('usage', message, 'Correct folder in the backend.', { file: folder });
  const { file } = handlerPlace(handler, baseFolder);
  return new Failure('usage', message, 'Name a file and its export, such as hello.mjs#handler.', { file });
}
