import type { BackendDecision } from '../../model/index.js';
import type { Header, ServiceCall, UpstreamRequest } from '../gateway.js';
import { withoutHeaders } from '../headers.js';
import { credentialsFor, notReached, regionFor } from './aws-access.js';
import { redirected } from './redirected.js';

/**
 * Endpoints whose signatures go by another name.
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
const signingNames: Record<string, string> = {
  appconfigdata: 'appconfig',
  email: 'ses',
  'runtime.sagemaker': 'sagemaker',
  'streams.dynamodb': 'dynamodb',
};

/**
 * @returns the request of a service call as it goes to AWS, or to the endpoint that was decided on, signed with Signature
 *   Version 4
 * @throws Failure (`aws`) when no credentials can be had, or the address is none
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function forwardService(call: ServiceCall, decision: BackendDecision): Promise<UpstreamRequest> {
  const { url } = call.request;
  const named = REGION.exec(url)?.[1];
  const region = (typeof decision.aws === 'string' ? decision.aws : named) ?? regionFor(decision) ?? 'us-east-1';
  const request = redirected(call.request, decision.endpoint ?? originIn(url, region));
  if (!URL.canParse(request.url)) throw notReached(`${request.url} is no address.`);
  return signed(request, { call, decision, region });
}

/** In the host of an address of AWS. */
const REGION = /^https?:\/\/[^/?#]*?\.([a-z]{2}(?:-[a-z]+)+-\d+)\./;

/** @returns scheme and host of an address of AWS, in a region that may be another one */
function originIn(url: string, region: string): string {
  const origin = /^\w+:\/\/[^/?#]*/.exec(url)?.[0] ?? '';
  const named = REGION.exec(url)?.[1];
  return named === undefined ? origin : origin.replace(`.${named}.`, `.${region}.`);
}

interface Signing {
  call: ServiceCall;
  decision: BackendDecision;
  region: string;
}

/** What a signature is not made over: it is made anew, or belongs to the connection. */
const notSigned = ['authorization', 'x-amz-date', 'x-amz-security-token', 'connection', 'content-length', 'expect'];

async function signed(request: UpstreamRequest, { call, decision, region }: Signing): Promise<UpstreamRequest> {
  const [{ SignatureV4 }, { Sha256 }, credentials] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-crypto/sha256-js'),
    credentialsFor(decision),
  ]);
  const service = signingNames[call.service] ?? call.service;
  const isS3 = service === 's3';
  const signer = new SignatureV4({
    service,
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  });
  const { method, body } = request;
  const url = new URL(request.url);
  const headers = { ...Object.fromEntries(withoutHeaders(request.headers, notSigned)), host: url.host };
  const signable = {
    method,
    headers,
    body,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: queryOf(url),
  };
  const { headers: all } = await signer.sign(signable).catch((error: unknown) => {
    throw notReached(error);
  });
  return { ...request, url: url.href, headers: Object.entries(all).map(([name, value]): Header => [name, value]) };
}

function queryOf(url: URL): Record<string, string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)]));
}
