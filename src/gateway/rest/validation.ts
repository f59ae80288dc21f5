import type { ModelUse, Operation, RequestParameter } from '../../model/index.js';
import { lastHeader, mediaType } from '../headers.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import type { Fault, Stop } from './faults.js';
import { bodyText } from './mappings.js';
import { type CheckBody, compileSchema } from './schemas.js';

/** Validates requests of one method. */
export type Validate = (request: RoutedRequest) => Promise<Stop | undefined>;

/**
 * Opens request validation: parameters first, then the body; only one of the two is reported (RT-VAL-ORDER). A model is
 * compiled when the first body comes.
 *
 * @returns `undefined` for a method that validates nothing
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function openValidation({ validator: use, parameters, bodyModels }: Operation): Validate | undefined {
  const validator = use?.validator;
  const required = validator?.parameters ? requiredOf(parameters) : [];
  const models = validator?.body ? bodyModels.map(openModel) : [];
  if (required.length === 0 && models.length === 0) return undefined;
  return async (request) => {
    const missing = missingParameters(required, request);
    if (missing) return missing;
    const model = modelFor(models, request);
    return model && checkBody(await model.check(), request);
  };
}

/** A model, compiled once. */
interface OpenModel {
  contentType: string;
  check(): ReturnType<typeof compileSchema>;
}

function openModel({ contentType, schema }: ModelUse): OpenModel {
  let compiled: ReturnType<typeof compileSchema> | undefined;
  return {
    contentType: contentType === '$default' ? contentType : mediaType(contentType),
    check() {
      compiled ??= compileSchema(schema);
      return compiled;
    },
  };
}

/** Names are listed in the order of their full keys (RT-VAL-PARAM). */
function requiredOf(parameters: readonly RequestParameter[]): RequestParameter[] {
  const key = ({ in: place, name }: RequestParameter) => `${place === 'query' ? 'querystring' : place}.${name}`;
  return parameters.filter(({ required }) => required).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Required parameters must be there and not blank (RT-VAL-PARAM). */
function missingParameters(required: readonly RequestParameter[], request: RoutedRequest): Fault | undefined {
  const missing = required.filter((parameter) => !isPresent(parameter, request));
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
function modelFor(models: readonly OpenModel[], request: RoutedRequest): OpenModel | undefined {
  if (models.length === 0) return undefined;
  const type = mediaType(lastHeader(request.sent.headers, 'Content-Type') ?? 'application/json');
  return (
    models.find(({ contentType }) => contentType === type) ??
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

/** An empty body is validated as `{}` (RT-VAL-EMPTY). What AWS says of one that is no JSON is not known (U): these words are ours. */
function problemOf(text: string, check: CheckBody): string | undefined {
  try {
    return check(JSON.parse(text.trim() === '' ? '{}' : text));
  } catch (error) {
    if (error instanceof SyntaxError) return '[the body is not JSON]';
    throw error;
  }
}
