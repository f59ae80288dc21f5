import type { JsonObject } from '../model/index.js';
import type { Operation, OperationOutcome } from './operation.js';
import type { World } from './world.js';

/** Services by their prefix in IAM actions. */
export type ServiceName = 'apigateway' | 'lambda' | 'sts' | 'cognito-idp' | 'cloudwatch' | 'pricing';

/** An operation together with the state that it works on. */
export interface ServedOperation extends Omit<Operation<unknown>, 'run'> {
  service: ServiceName;
  run(input: JsonObject, world: World): OperationOutcome | Promise<OperationOutcome>;
}

/** A service whose calls all go to `/`, and name their operation in a header or in the body. */
export interface RpcService {
  /** In front of the operation in `X-Amz-Target`; absent where the service has no JSON protocol. */
  target?: string;
  /** `Version` of the query protocol; absent where the service has none. */
  version?: string;
  xmlNamespace: string;
  operations: ServedOperation[];
}

/** @returns operations that work on this very state */
export function bind<State>(
  operations: readonly Operation<State>[],
  state: State,
  service: ServiceName = 'apigateway',
): ServedOperation[] {
  return operations.map(({ run, ...operation }) => ({
    ...operation,
    service,
    run: (input, world) => run(state, input, world),
  }));
}
