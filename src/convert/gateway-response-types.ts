import type { Operation, RestApi } from '../model/index.js';
import { checksOf } from './validation.js';

/** What an HTTP API answers: status and the one text under `message`. */
export interface HttpAnswer {
  status: number;
  message: string;
}

/** One type of gateway response (facts runtime.md 8.4, RT-GWR-*). */
export interface ResponseType {
  /** AWS's own status; 0 for the types that stand for others. */
  status: number;
  /** AWS's own text, where it is always the same. */
  message?: string;
  /** Whether calls of this API can end so, as far as the definition tells. */
  occurs: (api: RestApi) => boolean;
  /** Why it never does, where it does not. */
  absence: string;
  /** What an HTTP API answers there; absent where it has no such refusal, or its answer is not known. */
  http?: HttpAnswer;
  /** Whether HTTP APIs never refuse a call so, whatever it is. */
  gone?: true;
  /** What happens in an HTTP API, for messages. */
  instead: string;
}

const always = () => true;
const anyOperation = (holds: (operation: Operation) => boolean) => (api: RestApi) => api.operations.some(holds);

/** Whether a method asks for one of these; what a file hides may be any of them. */
const asksFor = (...kinds: string[]) =>
  anyOperation(({ access }) => access.requirements.some(({ kind }) => kind === 'unresolved' || kinds.includes(kind)));

const hasPolicy = (api: RestApi) => api.settings.some(({ kind }) => kind === 'resource-policy');
const compresses = (api: RestApi) => api.settings.some(({ kind }) => kind === 'minimum-compression-size');
const refusesAccess = asksFor('authorizer', 'iam');

/** A body is read for its model, and for a mapping from it (RT-VAL-BADJSON-MAP). */
const readsBody = anyOperation(
  (operation) =>
    checksOf(operation).body || (operation.integration?.parameters ?? []).some(({ source }) => source.kind === 'body'),
);

/** Only `NEVER` and `WHEN_NO_TEMPLATES` refuse a content type (RT-VTL-PASS-TABLE), and proxies have no templates. */
const refusesMedia = anyOperation(({ integration }) => {
  const isProxy = integration?.type === 'aws_proxy' || integration?.type === 'http_proxy';
  return !isProxy && /^(never|when_no_templates)$/i.test(integration?.passthroughBehavior ?? '');
});

const internal = { status: 500, message: 'Internal Server Error' };
const forbidden = { status: 403, message: 'Forbidden' };
const text = ({ status, message }: HttpAnswer) => `${status} {"message":"${message}"}`;
const noAuthorizer = 'no method asks for an authorizer';
const noIam = 'no method asks for IAM';
const noKeys = 'no method asks for an API key';

/** All types that AWS lists; another one is none. */
export const responseTypes: ReadonlyMap<string, ResponseType> = new Map<string, ResponseType>([
  [
    'ACCESS_DENIED',
    {
      status: 403,
      occurs: (api) => refusesAccess(api) || hasPolicy(api),
      absence: 'the definition has no authorizer, no IAM and no resource policy that could refuse a caller',
      http: forbidden,
      instead: text(forbidden),
    },
  ],
  ['API_CONFIGURATION_ERROR', { status: 500, occurs: always, absence: '', http: internal, instead: text(internal) }],
  [
    'AUTHORIZER_CONFIGURATION_ERROR',
    { status: 500, occurs: asksFor('authorizer'), absence: noAuthorizer, http: internal, instead: text(internal) },
  ],
  [
    'AUTHORIZER_FAILURE',
    { status: 500, occurs: asksFor('authorizer'), absence: noAuthorizer, http: internal, instead: text(internal) },
  ],
  [
    'BAD_REQUEST_BODY',
    {
      status: 400,
      occurs: readsBody,
      absence: 'no method has a validator that checks a body',
      gone: true,
      instead: 'no answer: the backend gets the bad request',
    },
  ],
  [
    'BAD_REQUEST_PARAMETERS',
    {
      status: 400,
      occurs: anyOperation((operation) => checksOf(operation).parameters.length > 0 || checksOf(operation).isHidden),
      absence: 'no method has a validator that checks a required parameter',
      gone: true,
      instead: 'no answer: the backend gets the bad request',
    },
  ],
  ['EXPIRED_TOKEN', { status: 403, occurs: asksFor('iam'), absence: noIam, instead: '403, presumably Forbidden' }],
  ['INTEGRATION_FAILURE', { status: 504, occurs: always, absence: '', instead: text(internal) }],
  [
    'INTEGRATION_TIMEOUT',
    { status: 504, occurs: always, absence: '', instead: '503 {"message":"Service Unavailable"}' },
  ],
  [
    'INVALID_API_KEY',
    {
      status: 403,
      occurs: asksFor('api-key'),
      absence: noKeys,
      gone: true,
      instead: 'no answer: nobody asks for a key',
    },
  ],
  ['INVALID_SIGNATURE', { status: 403, occurs: asksFor('iam'), absence: noIam, instead: '403, presumably Forbidden' }],
  [
    'MISSING_AUTHENTICATION_TOKEN',
    {
      status: 403,
      message: 'Missing Authentication Token',
      occurs: always,
      absence: '',
      http: { status: 404, message: 'Not Found' },
      instead: '404 {"message":"Not Found"} for paths without a route, 403 for calls that lack a signature',
    },
  ],
  [
    'QUOTA_EXCEEDED',
    {
      status: 429,
      occurs: asksFor('api-key'),
      absence: noKeys,
      gone: true,
      instead: 'no answer: there are no quotas of callers',
    },
  ],
  [
    'REQUEST_TOO_LARGE',
    {
      status: 413,
      occurs: () => false,
      absence: 'API Gateway does not let this answer be changed',
      instead: '413',
    },
  ],
  ['RESOURCE_NOT_FOUND', { status: 404, occurs: always, absence: '', instead: '404 {"message":"Not Found"}' }],
  [
    'THROTTLED',
    { status: 429, occurs: always, absence: '', instead: '429, presumably {"message":"Too Many Requests"}' },
  ],
  [
    'UNAUTHORIZED',
    {
      status: 401,
      message: 'Unauthorized',
      occurs: asksFor('authorizer'),
      absence: noAuthorizer,
      http: { status: 401, message: 'Unauthorized' },
      instead: '401 {"message":"Unauthorized"}',
    },
  ],
  [
    'UNSUPPORTED_MEDIA_TYPE',
    {
      status: 415,
      occurs: (api) => refusesMedia(api) || compresses(api),
      absence: 'no integration refuses a content type',
      gone: true,
      instead: 'no answer: the backend gets every content type',
    },
  ],
  [
    'WAF_FILTERED',
    {
      status: 403,
      occurs: () => false,
      absence: 'HTTP APIs have no WAF; whether one filters calls of the REST API today, the definition does not tell',
      gone: true,
      instead: 'no answer: HTTP APIs have no WAF',
    },
  ],
]);
