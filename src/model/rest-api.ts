import type { Json } from './json.js';
import type { Pointer } from './location.js';
import type { Route } from './route.js';
import type { Setting, SettingsPart } from './setting.js';
import type { TemplateForm } from './template-form.js';
import type { Templated } from './templated.js';

/** A REST API as its definition describes it. Every node knows its place; nothing of API Gateway's is left out: what the reader does not know stands in `unrecognised`. */
export interface RestApi {
  format: 'swagger-2.0' | 'openapi-3.0';
  name: Templated;
  description?: Templated;
  version?: Templated;
  /** Base path or `servers[0]` path of the definition, with leading slash; an export has the stage name here (GE-SRV). */
  basePath?: string;
  /** Region in the address that API Gateway gave the API, as an export has it. */
  region?: string;
  operations: Operation[];
  authorizers: Authorizer[];
  validators: RequestValidator[];
  /** Schemas that the definition lists by name. */
  models?: Model[];
  gatewayResponses: GatewayResponse[];
  settings: Setting[];
  unrecognised: Unrecognised[];
  /** Parts of a `settings.json` that were read, which answer questions; absent where the definition is all there is. */
  known?: SettingsPart[];
}

/** One REST method on one resource. */
export interface Operation {
  at: Pointer;
  route: Route;
  operationId?: string;
  summary?: string;
  description?: string;
  parameters: RequestParameter[];
  bodyModels: ModelUse[];
  /** Models that describe answers. API Gateway does not enforce them (RT-NPX-METHODRESP). */
  responseModels?: ResponseModel[];
  access: Access;
  validator?: ValidatorUse;
  /** Absent where the definition gives the method none: AWS refuses to deploy such a method. */
  integration?: Integration;
  /** The function of CloudFormation in place of the method, such as `Fn::If`, or the placeholder in place of its verb: nothing of it can be read. */
  hiddenBy?: string;
}

/** A request parameter that the method declares. */
export interface RequestParameter {
  at: Pointer;
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
}

/** A model that describes a request body; a validator enforces it. */
export interface ModelUse {
  at: Pointer;
  contentType: string;
  /** The JSON Schema, references resolved. May be circular. */
  schema: unknown;
  required: boolean;
}

/** A model of the API: a schema under a name of its own. */
export interface Model {
  at: Pointer;
  name: string;
  /** Whether a method leads to it, by itself or through other models. */
  isUsed: boolean;
}

/** A model that describes an answer. */
export interface ResponseModel {
  at: Pointer;
  status: string;
}

/** Who may call a method. REST adds these up: the authorizer (or IAM) AND the API key (GE-SEC-BOTH). */
export interface Access {
  /** What stands in `security` or `x-amazon-apigateway-auth`, one per requirement, each a construct of its own. */
  requirements: Requirement[];
}

/** One thing that a caller must present. */
export type Requirement =
  | { kind: 'authorizer'; at: Pointer; scheme: string; scopes: string[]; inherited: boolean }
  | { kind: 'iam'; at: Pointer; scheme: string; inherited: boolean }
  | { kind: 'api-key'; at: Pointer; scheme: string; inherited: boolean }
  | {
      /** The file does not tell what API Gateway would ask for. */
      kind: 'unresolved';
      at: Pointer;
      scheme: string;
      reason:
        | 'scheme-undefined'
        /** Plain OpenAPI, such as `http` or `oauth2`. */
        | 'scheme-without-authorizer'
        /** It has `x-amazon-apigateway-authtype`, and lacks the authorizer that this speaks of. */
        | 'authorizer-missing'
        | 'several-authorizers'
        | 'unreadable';
      inherited: boolean;
    };

/** An authorizer: a security scheme that carries `x-amazon-apigateway-authorizer`. */
export type Authorizer = LambdaAuthorizer | CognitoAuthorizer | UnknownAuthorizer;

interface AuthorizerBase {
  at: Pointer;
  /** Key of the security scheme. */
  name: string;
  /** Seconds; absent means AWS's default of 300 (RT-AUTH-TTL). */
  ttl?: number;
}

export interface LambdaAuthorizer extends AuthorizerBase {
  kind: 'token' | 'request';
  uri: Templated;
  credentials?: Templated;
  identitySources: IdentitySource[];
  /** Regular expression that the token must match before the function is called (token authorizers). */
  validationExpression?: string;
}

export interface CognitoAuthorizer extends AuthorizerBase {
  kind: 'cognito';
  providerArns: Templated[];
  identitySources: IdentitySource[];
  validationExpression?: string;
}

/** An authorizer extension whose type we cannot read. */
export interface UnknownAuthorizer extends AuthorizerBase {
  kind: 'unknown';
  type: string;
}

/** Where an authorizer finds the caller's identity. */
export type IdentitySource =
  | { kind: 'header' | 'querystring' | 'stageVariable' | 'context'; name: string }
  | { kind: 'unknown'; text: string };

/** @returns an identity source as definitions of REST APIs write it: `method.request.header.X` (XA-ID) */
export function identitySourceText(source: IdentitySource): string {
  switch (source.kind) {
    case 'header':
    case 'querystring':
      return `method.request.${source.kind}.${source.name}`;
    case 'stageVariable':
      return `stageVariables.${source.name}`;
    case 'context':
      return `context.${source.name}`;
    case 'unknown':
      return source.text;
  }
}

export interface RequestValidator {
  at: Pointer;
  name: string;
  body: boolean;
  parameters: boolean;
}

/** A validator put on a method, by itself or as the default of the API. */
export interface ValidatorUse {
  at: Pointer;
  name: string;
  inherited: boolean;
  /** Absent when the name is not defined in `x-amazon-apigateway-request-validators`. */
  validator?: RequestValidator;
}

export interface GatewayResponse {
  at: Pointer;
  /** `DEFAULT_4XX`, `UNAUTHORIZED`… */
  type: string;
  statusCode?: string;
  /** Header name to mapping value, as written (`'*'` in single quotes). */
  headers: Record<string, string>;
  templates: Record<string, string>;
}

/** Something of AWS's that the reader has no word for. */
export interface Unrecognised {
  at: Pointer;
  key: string;
  route?: Route;
}

/** What a method is connected to. */
export interface Integration {
  at: Pointer;
  /** In lower case. `unknown` where AWS would not accept it either. */
  type: IntegrationType;
  /** The type as written, for messages. */
  writtenType: string;
  target: IntegrationTarget;
  uri?: Templated;
  /** Verb towards the backend, in upper case; `ANY` passes the client's on. */
  httpMethod?: string;
  credentials?: Templated;
  timeoutInMillis?: number;
  vpcLink?: VpcLinkUse;
  passthroughBehavior?: string;
  parameters: ParameterMapping[];
  templates: MappingTemplate[];
  responses: IntegrationResponse[];
  /** Properties beside the main ones, each a construct of its own. */
  extras: IntegrationExtra[];
}

export type IntegrationType = 'aws_proxy' | 'aws' | 'http_proxy' | 'http' | 'mock' | 'unknown';

/** @returns whether the backend is called over HTTP, at a URL, maybe through a VPC link */
export function callsHttp({ type }: Pick<Integration, 'type'>): boolean {
  return type === 'http_proxy' || type === 'http';
}

/** What the uri points at, as far as the text tells. */
export type IntegrationTarget =
  | { kind: 'lambda'; streaming: boolean }
  | { kind: 'service'; service: string }
  | { kind: 'url' }
  | { kind: 'none' }
  /** A placeholder hides it. */
  | { kind: 'opaque' };

export interface VpcLinkUse {
  at: Pointer;
  id: Templated;
  /** ALB, NLB or listener ARN of a V2 link (`integrationTarget`). Absent for V1 links. */
  target?: Templated;
  /** The one listener that a V2 link can mean by its target; from `settings.json`. */
  listener?: string;
}

export type IntegrationExtraKind =
  | 'content-handling'
  | 'cache-keys'
  | 'cache-namespace'
  | 'tls-config'
  | 'response-transfer-mode'
  | 'payload-format-version';

export interface IntegrationExtra {
  at: Pointer;
  kind: IntegrationExtraKind;
  value: Json;
}

/** One line of `requestParameters`: what the backend gets, and where it comes from. */
export interface ParameterMapping {
  at: Pointer;
  target: { place: 'header' | 'querystring' | 'path'; name: string } | { place: 'unknown'; text: string };
  source: MappingSource;
}

/** The right side of a REST parameter mapping (facts import-export.md c.4). */
export type MappingSource =
  | { kind: 'request'; place: 'header' | 'querystring' | 'path'; name: string; multiValue: boolean }
  /** JSONPath below the body without `$.`; empty for the whole body. */
  | { kind: 'body'; path: string }
  | { kind: 'context'; name: string }
  | { kind: 'stageVariable'; name: string }
  | { kind: 'constant'; text: string }
  | { kind: 'response-header'; name: string; multiValue: boolean }
  | { kind: 'response-body'; path: string }
  | { kind: 'unknown'; text: string };

/** A mapping template (VTL) for one content type. */
export interface MappingTemplate {
  at: Pointer;
  contentType: string;
  template: Templated;
  form: TemplateForm;
}

/** One entry of `responses`: which backend answers it is for, and what the client gets. */
export interface IntegrationResponse {
  at: Pointer;
  /** `default`, a status, or a regular expression. */
  pattern: string;
  statusCode?: string;
  headers: ResponseHeaderMapping[];
  templates: MappingTemplate[];
  contentHandling?: string;
}

/** One line of `responseParameters` of a REST integration response. */
export interface ResponseHeaderMapping {
  at: Pointer;
  header: string;
  source: MappingSource;
}
