import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { memberRefusal, membersOf, type Shape, text } from './members.js';

const shape: Shape = { destinationArn: text(), format: text(1024) };

/** @returns settings as AWS keeps them: the ARN of a log group without the `:*` that other services print (I) */
export function accessLogSettings(input: JsonObject): JsonObject {
  const { destinationArn, ...rest } = membersOf(input, shape);
  return {
    ...(destinationArn !== undefined && { destinationArn: String(destinationArn).replace(/:\*$/, '') }),
    ...rest,
  };
}

/** What a format needs is documented (CP-LOG); in which words AWS refuses is not (I). An empty object takes the settings away (I). */
export function accessLogRefusal(input: Json | undefined): Refusal | undefined {
  if (!isObject(input) || Object.keys(input).length === 0) return undefined;
  const { format, destinationArn } = input;
  if (typeof destinationArn === 'string' && !/^arn:[^:]*:(?:logs|firehose):/.test(destinationArn)) {
    return badRequest(`Invalid ARN specified in the request: ${destinationArn}`);
  }
  if (typeof format === 'string' && !/\$context\.(?:requestId|extendedRequestId)\b/.test(format)) {
    return badRequest('AccessLogSettings format must contain at least $context.requestId');
  }
  if (typeof format === 'string' && format.trim().includes('\n')) {
    return badRequest(
      'AccessLogSettings format must be single line, new line character is allowed only at end of the format',
    );
  }
  return memberRefusal(input, shape);
}
