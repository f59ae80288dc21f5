import { type FunctionSettings, invokedArn, nameAndVersion } from './function.js';

export type Callback = (error?: unknown, value?: unknown) => void;

/** What a function learns about its call. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface HandlerContext {
  callbackWaitsForEmptyEventLoop: boolean;
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  /** API Gateway sends none. */
  identity: undefined;
  clientContext: undefined;
  getRemainingTimeInMillis(): number;
  done: Callback;
  succeed(value: unknown): void;
  fail(error: unknown): void;
}

/** Which call it is, and until when it may last, in milliseconds of the epoch. */
export interface Call {
  functionName: string;
  requestId: string;
  until: number;
}

/** @param done takes the end of the call, without waiting for anything else */
export function contextOf(call: Call, settings: FunctionSettings, done: Callback): HandlerContext {
  const { name, version } = nameAndVersion(call.functionName);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: version,
    invokedFunctionArn: invokedArn(call.functionName),
    memoryLimitInMB: String(settings.memoryInMegabytes),
    awsRequestId: call.requestId,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => Math.max(0, call.until - Date.now()),
    done,
    succeed: (value) => done(undefined, value),
    fail: (error) => done(error ?? 'handled'),
  };
}
