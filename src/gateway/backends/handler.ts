import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../../model/index.js';

/** A Node.js Lambda handler: returns a promise, or calls back. */
export type Handler = (event: unknown, context: HandlerContext, callback: Callback) => unknown;

export type Callback = (error?: unknown, value?: unknown) => void;

/** What a function learns about its call. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface HandlerContext {
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
  done: Callback;
  succeed(value: unknown): void;
  fail(error: unknown): void;
}

/**
 * Loads a handler into this process.
 *
 * @param place `file.mjs#handler`; without `#…` the export `handler`, as Lambda has it
 * @param baseFolder what a relative file starts from
 * @throws Failure (`usage`) when there is no such file or export, or the file fails while it is loaded
 */
export async function loadHandler(place: string, baseFolder: string): Promise<Handler> {
  const [, file = place, name = 'handler'] = /^(.*?)(?:#([^#]*))?$/s.exec(place) ?? [];
  const path = resolve(baseFolder, file);
  if (!existsSync(path)) throw new Failure('usage', 'There is no such handler file.', next, { file: path });
  const module: unknown = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new Failure('usage', `The handler cannot be loaded: ${String(error)}.`, next, { file: path });
  });
  const handler = exportOf(module, name);
  if (handler) return handler;
  throw new Failure('usage', `The file exports no function "${name}".`, next, { file: path });
}

const next = 'Name a file and its export, such as hello.mjs#handler.';

/** CommonJS modules have their exports on `default` where Node could not tell them apart. */
function exportOf(module: unknown, name: string): Handler | undefined {
  if (typeof module !== 'object' || module === null) return undefined;
  const direct = Reflect.get(module, name);
  if (isHandler(direct)) return direct;
  const byDefault = Reflect.get(module, 'default');
  const nested = typeof byDefault === 'object' && byDefault !== null ? Reflect.get(byDefault, name) : undefined;
  return isHandler(nested) ? nested : undefined;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
