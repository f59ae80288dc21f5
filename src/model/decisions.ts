import type { FailurePlace } from './failure.js';
import type { JsonObject } from './json.js';
import type { Pointer } from './location.js';
import type { RuleId } from './rule.js';

/** What the user decided in `migrate.config.yaml` or by flags. `schemas/config.schema.json` is its JSON Schema. */
export interface Decisions {
  /** Lambda payload format of the HTTP API. 1.0 is nearest to what REST APIs send. */
  payloadFormat: '1.0' | '2.0';
  /** By name of the authorizer (security scheme). */
  authorizers: Record<string, AuthorizerDecision>;
  /** By `connectionId` as written in the REST API. */
  vpcLinks: Record<string, VpcLinkDecision>;
  /** Used where the CORS preflights of the REST API differ from path to path. */
  cors?: CorsDecision;
  /** Losses accepted by name. Expired ones are taken out before they get here. */
  accept: Acceptance[];
  /** Acceptances of the file whose last day has passed: they accept nothing. Absent where there are none. */
  expired?: Acceptance[];
  /** Where they were read from; absent when nobody decided anything. */
  file?: string;
  /** @returns the place of a decision in that file */
  placeOf?(pointer: Pointer): FailurePlace;
  /** What the simulator connects integrations to. First match wins. */
  backends: BackendDecision[];
  /** Whose tokens the simulator verifies by their own keys. */
  issuers: IssuerDecision[];
  /** Who may sign requests to the simulator. Empty: whoever signs gets in, unverified. */
  callers: CallerDecision[];
  /** How the API is used, for `migrate cost`: its flags by their names in camel case, as written. */
  usage?: Record<string, string | number>;
}

export interface AuthorizerDecision {
  /** Cognito app client ids that may call (JWT audience). */
  audience?: string[];
  /** Issuer URL, where the pool ARN does not tell it. */
  issuer?: string;
  /** Puts a JWT authorizer in the place of a Lambda authorizer whose function only checks a JWT. */
  replaceWithJwt?: boolean;
  /** By name of a context value of the replaced function: the claim that has the same value. */
  claims?: Record<string, string>;
}

/** A listener that takes the place of a URL of the REST API. */
export interface ListenerDecision {
  /** ARN of the listener or Cloud Map service behind the link. */
  listener: string;
  /** Host name on the certificate: switches the link to HTTPS. */
  serverNameToVerify?: string;
  /** What a placeholder in the address holds of the path: `/` for nothing. */
  basePath?: string;
}

/** `listener` counts where the link serves one address only; `listeners` has one for each, by `BackendUrl.address`. */
export interface VpcLinkDecision extends Partial<ListenerDecision> {
  /** Id of the VPC link V2. */
  id: string;
  listeners?: Record<string, ListenerDecision>;
}

export interface CorsDecision {
  allowOrigins: string[];
  /** Needed where some paths allow credentials and some do not. */
  allowCredentials?: boolean;
}

/** A loss that somebody takes on, with the reason on record. */
export interface Acceptance {
  rule: RuleId;
  /** `GET /path`, `/path`, `/path/*`, or absent for everywhere. */
  where?: string;
  reason: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  until?: string;
  /** Its place in the file; absent for one of a flag. */
  at?: Pointer;
}

/**
 * `match` is a part of the integration's uri. What answers instead is exactly one of `handler` and `command` (a Lambda function on
 * this machine), `url` (an HTTP integration), and `aws` with or without `endpoint` (functions and AWS services, really called).
 */
export interface BackendDecision extends LocalFunctionDecision, AwsDecision {
  match: string;
  /** Address that replaces scheme and host of an HTTP integration. */
  url?: string;
}

/** Where the keys of an issuer are. The tokens of all others are those that the simulator signs itself. */
export interface IssuerDecision {
  /** As the authorizer names it, or as Cognito names the user pool. */
  issuer: string;
  /** `discover` (behind the issuer's own address), the address of a JWKS, or a file of one, relative to the configuration file. */
  keys: string;
}

/** Somebody who signs requests (IAM). Secrets stand in environment variables, which are named here. */
export interface CallerDecision {
  accessKeyId: string;
  /** Of the user, or of the session of a role. */
  arn: string;
  /** Unique id: `AIDA…`, or `AROA…:SESSION`. */
  userId?: string;
  /** Identity policies; without one nothing is allowed by them. */
  policies?: JsonObject[];
  /** Name of the environment variable with the secret access key. Absent: signatures are not verified. */
  secretVariable?: string;
  /** Name of the environment variable with the session token of temporary credentials. */
  sessionTokenVariable?: string;
  /** More condition keys, such as `aws:PrincipalOrgID`. */
  conditionKeys?: Record<string, string | string[]>;
}

/** A Lambda function on this machine. */
interface LocalFunctionDecision {
  /** `file.mjs#handler`, relative to the configuration file. */
  handler?: string;
  /** Runs the handler in the simulator's own process, not in threads of its own. */
  inProcess?: boolean;
  /** A command line that speaks the Lambda Runtime API. */
  command?: string;
  /** Where the command runs, relative to the configuration file; by default, where that is. */
  folder?: string;
  /** Seconds that a call may take. */
  timeout?: number;
  /** Megabytes, as in the configuration of the function; a handler in a thread ends when it uses more. */
  memory?: number;
  /** Environment variables besides those of the simulator. */
  environment?: Record<string, string>;
}

/** Functions and services that are really called, with the credentials that the AWS SDK finds where `aws` stands. */
interface AwsDecision {
  /** True, or the region to call. */
  aws?: boolean | string;
  /** Where to send calls in place of AWS's own addresses; without `aws`, they are signed with made-up credentials. */
  endpoint?: string;
  /** Name or ARN of the deployed function, where the definition does not have it. */
  function?: string;
}

/** @returns the decisions of somebody who has made none. */
export function noDecisions(): Decisions {
  return { payloadFormat: '1.0', authorizers: {}, vpcLinks: {}, accept: [], backends: [], issuers: [], callers: [] };
}
