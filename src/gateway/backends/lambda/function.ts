import type { Json } from '../../../model/index.js';
import type { LambdaOutcome } from '../../gateway.js';

/** One call of a function, as every way to run one gets it. */
export interface Invocation {
  /** As the definition names it, with `:alias` or `:version`. */
  functionName: string;
  requestId: string;
  event: Json;
  /** Nobody waits for the result. */
  asynchronous?: boolean;
}

export type Threw = Extract<LambdaOutcome, { kind: 'threw' }>;

/** A function that can be called, and what runs it. */
export interface LambdaFunction {
  /**
   * Makes it ready before it is called; absent where that tells nothing.
   *
   * @param stayReady whether to keep what was started
   * @returns why it cannot be called, if so
   */
  load?(stayReady: boolean): Promise<Threw | undefined>;
  /** @returns what it returned or how it failed; never throws for a failure of the function */
  invoke(invocation: Invocation): Promise<LambdaOutcome>;
  /** Ends what runs it: threads, processes, watchers. Who still waits gets an outcome. */
  close(): Promise<void>;
}

/** How a local function runs. On AWS this is the function's configuration, which no API definition tells. */
export interface FunctionSettings {
  /** What is known of its name before a call tells it. */
  functionName: string;
  timeoutInMillis: number;
  memoryInMegabytes: number;
  /** Calls at once, each in an execution environment of its own. */
  concurrency: number;
  /** Environment variables besides those of this process. */
  environment: Record<string, string>;
}

/**
 * What holds where nothing is decided. Lambda's own default of 3 seconds would make up time-outs for a function whose
 * real limit is longer, and no definition tells it; so the limit is what the longest integration of an HTTP API waits
 * (RT-LIM-TIMEOUT). Memory bounds the heap of a thread, so that what leaks ends itself and not the simulator.
 */
export const defaultSettings: Omit<FunctionSettings, 'functionName'> = {
  timeoutInMillis: 30_000,
  memoryInMegabytes: 1024,
  concurrency: 10,
  environment: {},
};

/** Where functions on this machine say that they are. */
export const defaultRegion = 'us-east-1';

/** @returns the ARN that was called: with the alias or version, where the call names one */
export function invokedArn(functionName: string): string {
  return `arn:aws:lambda:${defaultRegion}:123456789012:function:${functionName}`;
}

/** @returns name and version of a function that may be called by `name:qualifier`; an alias does not tell the version */
export function nameAndVersion(functionName: string): { name: string; version: string } {
  const [, name = functionName, version = '$LATEST'] = /^(.+?)(?::(\d+)|:[^:]*)?$/s.exec(functionName) ?? [];
  return { name, version };
}

/**
 * @returns the variables that Lambda sets for every function, as far as they can be told
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function reservedVariables(functionName: string, { memoryInMegabytes }: FunctionSettings) {
  const { name, version } = nameAndVersion(functionName);
  return {
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  };
}
