import type { JsonObject } from '../model/index.js';
import type { World } from './world.js';

/**
 * One operation of a control plane, as the service model of AWS describes it. The endpoint finds it by verb and path and
 * puts its input together; whoever has the input already calls `run`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export interface Operation<State> {
  /** As the service model has it: `PutMethod`. */
  name: string;
  verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Members of the input in braces: `/restapis/{restApiId}/resources/{resourceId}`. A query in it is fixed: `/restapis?mode=import`. */
  path: string;
  /** Members that stand in the query, by their names there. */
  query?: Record<string, string>;
  /** Members that stand in headers, by their names there. */
  headers?: Record<string, string>;
  /** The member that is the body, where the body is a text (a definition) and no JSON object of members. */
  body?: string;
  /** Members of the body that have another name there: `httpMethod` of PutIntegration's body is not the one in its path. */
  bodyNames?: Record<string, string>;
  /** Of an answer that is no error. */
  status: number;
  /**
   * @param state changed only where the outcome is no refusal
   * @param input members by the names of the service model on the wire, as JSON
   */
  run(state: State, input: JsonObject, world: World): OperationOutcome | Promise<OperationOutcome>;
}

export type OperationOutcome =
  /** An empty object has no body on the wire where the status says so (202, 204). */
  | { kind: 'done'; answer: JsonObject }
  /** What GetExport and ExportApi answer: the bytes of a file. */
  | { kind: 'document'; contentType: string; text: string; headers?: Record<string, string> }
  | Refusal;

/** An error of the control plane, as clients see it. */
export interface Refusal {
  kind: 'refused';
  /** `NotFoundException`, which stands in `x-amzn-ErrorType`. */
  code: string;
  status: number;
  message: string;
}
