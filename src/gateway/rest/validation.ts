import type { ModelUse, Operation, RequestParameter } from '../../model/index.js';
import { lastHeader, mediaType } from '../headers.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import type { Fault, Stop } from './faults.js';
import { bodyText } from './mappings.js';
import { type CheckBody, compileSchema } from './schemas.js';

/** Validates requests of one API; compiled models are kept. */
export type Validate = (operation: Operation, request: RoutedRequest) => Promise<Stop | undefined>;

/**
 * Opens request validation: parameters first, then the body; only one of the two is reported (RT-VAL-ORDER).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function openValidation(): Validate {
  const compiled = new WeakMap<ModelUse, Promise<CheckBody | { broken: string }>>();
  return async (operation, request) => {
    const validator = operation.validator?.validator;
    if (validator?.parameters) {
      const missing = missingParameters(operation.parameters, request);
      if (missing) return missing;
    }
    const model = validator?.body ? modelFor(operation.bodyModels, request) : undefined;
    if (!model) return undefined;
    const check = compiled.get(model) ?? compileSchema(model.schema);
    compiled.set(model, Promise.resolve(check));
    return checkBody(await check, request);
  };
}

/** Required parameters must be there and not blank; names are listed in the order of their full keys (RT-VAL-PARAM). */
function missingParameters(parameters: readonly RequestParameter[], request: RoutedRequest): Fault | undefined {
  const missing = parameters
    .filter((parameter) => parameter.required && !isPresent(parameter, request))
    .map(({ in: place, name }) => ({ key: `${place === 'query' ? 'querystring' : place}.${name}`, name }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (missing.length === 0) return undefined;
  const names = missing.map(({ name }) => name).join(', ');
  return { fault: 'BAD_REQUEST_PARAMETERS', message: `Missing required request parameters: [${names}]` };
}

/** Names of headers are compared with letter case (RT-VAL-HDRCASE). */
function isPresent({ in: place, name }: RequestParameter, request: RoutedRequest): boolean {
  switch (place) {
    case 'header':
      return request.sent.headers.some(([key, value]) => key === name && value.trim() !== '');
    case 'query':
      return request.query.some(([key, value]) => key === name && value.trim() !== '');
    case 'path':
      return (request.pathParameters[name] ?? '') !== '';
  }
}

/**
 * The model for the request's content type, which is `application/json` when it has none, else that of `$default`.
 * Without either the body is not validated: AWS's page says so.
 */
function modelFor(models: readonly ModelUse[], request: RoutedRequest): ModelUse | undefined {
  const type = mediaType(lastHeader(request.sent.headers, 'Content-Type') ?? 'application/json');
  return (
    models.find(({ contentType }) => mediaType(contentType) === type) ??
    models.find(({ contentType }) => contentType === '$default')
  );
}

function checkBody(check: CheckBody | { broken: string }, request: RoutedRequest): Stop | undefined {
  if (typeof check !== 'function')
    return { notSimulated: `request validation, the model cannot be read: ${check.broken}` };
  const problem = problemOf(bodyText(request), check);
  if (problem === undefined) return undefined;
  return { fault: 'BAD_REQUEST_BODY', message: 'Invalid request body', validationError: problem };
}

/** An empty body is validated as `{}` (RT-VAL-EMPTY). */
function problemOf(text: string, check: CheckBody): string | undefined {
  try {
    return check(JSON.parse(text.trim() === '' ? '{}' : text));
  } catch (error) {
    if (error instanceof SyntaxError) return '[the body is not JSON]';
    throw error;
  }
}
