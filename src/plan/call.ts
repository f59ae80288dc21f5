import type { Json } from '../model/index.js';

/** Every operation that an import, or its undo, may write with. None of them is an operation on REST APIs. */
export const writeOperations = [
  ...(['ImportApi', 'ReimportApi', 'UpdateApi', 'DeleteApi', 'DeleteCorsConfiguration'] as const),
  ...(['CreateStage', 'UpdateStage', 'DeleteStage', 'DeleteRouteSettings', 'DeleteAccessLogSettings'] as const),
  ...(['CreateDeployment', 'DeleteDeployment', 'TagResource', 'UntagResource'] as const),
  ...(['AddPermission', 'RemovePermission'] as const),
] as const;

export type WriteOperation = (typeof writeOperations)[number];

/** Those of them that take something back. */
export const undoOperations = [
  ...(['ReimportApi', 'UpdateApi', 'DeleteApi', 'UpdateStage', 'DeleteStage', 'DeleteRouteSettings'] as const),
  ...(['DeleteAccessLogSettings', 'DeleteDeployment', 'TagResource', 'UntagResource'] as const),
  ...(['AddPermission', 'RemovePermission'] as const),
] as const;

export type UndoOperation = (typeof undoOperations)[number];

/** What a call says instead of what is only known when the run is under way. No definition has such words. */
export const placeholders = {
  apiId: 'apigw-migrate:API_ID',
  deploymentId: 'apigw-migrate:DEPLOYMENT_ID',
  run: 'apigw-migrate:RUN',
} as const;

/** What the placeholders stand for, as far as it is known. */
export type Bindings = { [name in keyof typeof placeholders]?: string };

/** A call as data, complete before anything exists. */
export interface Call<Name extends WriteOperation = WriteOperation> {
  operation: Name;
  /** Members by the names of the service model: `ApiId`, `FunctionName`. */
  input: Record<string, Json>;
}

/** One call of a plan that changes something, with the calls that take it back. */
export interface WriteStep {
  /** In the words of the user: `stage prod`. */
  title: string;
  call: Call;
  /** In their order. */
  undo: Call<UndoOperation>[];
  note?: string;
}

/** @returns the call with its placeholders filled in, as far as they are known */
export function bound<Name extends WriteOperation>(call: Call<Name>, bindings: Bindings): Call<Name> {
  const names = ['apiId', 'deploymentId', 'run'] as const;
  const text = names.reduce(
    (filled, name) => filled.replaceAll(placeholders[name], bindings[name] ?? placeholders[name]),
    JSON.stringify(call),
  );
  // Ids and names of runs are letters, digits and hyphens, so what was a call still is.
  return JSON.parse(text) as Call<Name>;
}
