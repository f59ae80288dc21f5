import type { JsonObject } from '../../../../src/model/index.js';
import { objectOf, textOf } from '../../values.js';
import { jsonAnswer, type ServiceStandIn, unknownAction } from './service.js';

/** Parameters that the description tells: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export function openSsm({ description }: JsonObject): ServiceStandIn {
  const told = /parameter (\S+) of type (\w+) has the value (\S+)/.exec(textOf(description));
  const [, Name = '', Type = '', Value = ''] = told ?? [];
  return {
    answer(call) {
      if (call.action !== 'GetParameter') unknownAction(call);
      if (objectOf(call.parameters)['Name'] !== Name) return jsonAnswer({ Error: { Code: 'ParameterNotFound' } }, 400);
      const Parameter = {
        ...{ ARN: `arn:aws:ssm:us-east-1:111111111111:parameter/${Name}`, DataType: 'text', LastModifiedDate: '1.7E9' },
        ...{ Name, Selector: null, SourceResult: null, Type, Value, Version: 1 },
      };
      return jsonAnswer({ GetParameterResponse: { GetParameterResult: { Parameter } } }, 200, 'application/json');
    },
  };
}
