import type { JsonObject } from '../../../../src/model/index.js';
import { objectOf, textOf } from '../../values.js';
import { jsonAnswer, type ServiceStandIn, unknownAction } from './service.js';

/** A state machine whose executions start, and never end: https://docs.aws.amazon.com/step-functions/latest/apireference/ */
export function openStates(): ServiceStandIn {
  return {
    answer(call) {
      const parameters = objectOf(call.parameters);
      switch (call.action) {
        case 'StartExecution':
          return jsonAnswer({ executionArn: executionArn(parameters), startDate: 1_700_000_000.5 });
        case 'StopExecution':
          return jsonAnswer({ stopDate: 1_700_000_000.5 });
        case 'DeleteStateMachine':
          return jsonAnswer({});
        default:
          return unknownAction(call);
      }
    },
  };
}

function executionArn({ stateMachineArn, name }: JsonObject): string {
  return `${textOf(stateMachineArn).replace(':stateMachine:', ':execution:')}:${textOf(name) || 'c6af9ac6'}`;
}
