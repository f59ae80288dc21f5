/** Gateway response types with the status of each (facts runtime.md 8.4). Nothing here reaches `AUTHORIZER_FAILURE` and `WAF_FILTERED`. */
export const faultTypes = {
  ACCESS_DENIED: { status: 403, errorType: 'AccessDeniedException' },
  // InternalServerErrorException is what recordings show for a bad integration (RT-HTTP-MAP-RESERVED).
  API_CONFIGURATION_ERROR: { status: 500, errorType: 'InternalServerErrorException' },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, errorType: 'AuthorizerConfigurationException' },
  AUTHORIZER_FAILURE: { status: 500, errorType: 'AuthorizerFailureException' },
  BAD_REQUEST_BODY: { status: 400, errorType: 'BadRequestException' },
  BAD_REQUEST_PARAMETERS: { status: 400, errorType: 'BadRequestException' },
  EXPIRED_TOKEN: { status: 403, errorType: 'ExpiredTokenException' },
  INTEGRATION_FAILURE: { status: 504, errorType: 'InternalServerErrorException' },
  INTEGRATION_TIMEOUT: { status: 504, errorType: 'InternalServerErrorException' },
  INVALID_API_KEY: { status: 403, errorType: 'ForbiddenException' },
  INVALID_SIGNATURE: { status: 403, errorType: 'IncompleteSignatureException' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, errorType: 'MissingAuthenticationTokenException' },
  QUOTA_EXCEEDED: { status: 429, errorType: 'LimitExceededException' },
  REQUEST_TOO_LARGE: { status: 413, errorType: 'BadRequestException' },
  RESOURCE_NOT_FOUND: { status: 404, errorType: 'ResourceNotFoundException' },
  THROTTLED: { status: 429, errorType: 'TooManyRequestsException' },
  UNAUTHORIZED: { status: 401, errorType: 'UnauthorizedException' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, errorType: 'BadRequestException' },
  WAF_FILTERED: { status: 403, errorType: 'ForbiddenException' },
} as const satisfies Record<string, { status: number; errorType: string }>;

export type FaultType = keyof typeof faultTypes;

/** The request ends here with a gateway response. */
export interface Fault {
  fault: FaultType;
  /** `$context.error.message`. */
  message: string | null;
  /** Where it is not the status of the type: AWS answers 502 for failures of a Lambda function (RT-ERR-LAMBDA-THROW). */
  status?: number;
  /** Where it is not that of the type. */
  errorType?: string;
  /** `$context.error.validationErrorString`. */
  validationError?: string;
}

/** The request ends here because the simulator does not have the feature. Never a guess at what AWS would answer. */
export interface NotSimulated {
  notSimulated: string;
}

/** A stage's way to end the request instead of giving the next stage its value. */
export type Stop = Fault | NotSimulated;

/** @returns whether a stage ended the request. */
export function isStop(value: object | undefined): value is Stop {
  return value !== undefined && ('fault' in value || 'notSimulated' in value);
}

/** The definition cannot work at run time: 500. */
export function misconfigured(): Fault {
  return { fault: 'API_CONFIGURATION_ERROR', message: 'Internal server error' };
}

/** The body is in a coding or of a type that the method does not take: 415 (RT-VTL-415, RT-LIM-COMPRESS). */
export function unsupportedMediaType(): Fault {
  return { fault: 'UNSUPPORTED_MEDIA_TYPE', message: 'Unsupported Media Type' };
}

/** A Lambda function failed, or answered what is no answer: 502 (RT-ERR-LAMBDA-THROW, RT-ERR-LAMBDA-FORMAT). */
export function lambdaFailed(): Fault {
  return { fault: 'INTEGRATION_FAILURE', message: 'Internal server error', status: 502 };
}

/** The integration took longer than its timeout: 504 (RT-ERR-TIMEOUT). */
export function timedOut(): Fault {
  return { fault: 'INTEGRATION_TIMEOUT', message: 'Endpoint request timed out' };
}
