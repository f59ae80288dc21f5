import { promisify } from 'node:util';
import { deflate, gunzip, gzip, inflate } from 'node:zlib';
import type { GatewayRequest, GatewayResponse, Header } from '../gateway.js';
import { firstHeader, headerValues, joinedHeader, withoutHeaders } from '../headers.js';
import { LARGEST_BODY } from '../refusals.js';
import { type Fault, unsupportedMediaType } from './faults.js';

/** Content codings that API Gateway writes and reads; `identity` besides, which changes nothing (RT-LIM-COMPRESSION). */
const codings = {
  gzip: { write: promisify(gzip), read: promisify(gunzip) },
  deflate: { write: promisify(deflate), read: promisify(inflate) },
} as const;

type Coding = keyof typeof codings;

/**
 * Unpacks a compressed request of an API with compression: the backend gets it as if it had never been packed (I).
 *
 * @returns 415 for a coding that is not known, or a body that is not in it, or grows over 10 MB (RT-LIM-COMPRESS)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
 */
export async function unpacked(request: GatewayRequest): Promise<GatewayRequest | Fault> {
  const written = headerValues(request.headers, 'Content-Encoding').map((value) => value.trim().toLowerCase());
  const [coding, more] = written.filter((value) => value !== '' && value !== 'identity');
  if (coding === undefined || !request.body) return request;
  if (!isCoding(coding) || more !== undefined) return unsupportedMediaType();
  const body = await read(coding, request.body);
  return body
    ? { ...request, headers: withoutHeaders(request.headers, ['Content-Encoding']), body }
    : unsupportedMediaType();
}

async function read(coding: Coding, body: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await codings[coding].read(body, { maxOutputLength: LARGEST_BODY });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/**
 * Packs the answer of an integration for a client that names a coding, unless the backend has done so. The body of a 204 or
 * 304 does not get to the client, so there is none to name a coding for.
 *
 * @param smallest bytes of a body that is worth it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
 */
export async function packed(
  response: GatewayResponse,
  accepted: readonly Header[],
  smallest: number,
): Promise<GatewayResponse> {
  const coding = codingFor(joinedHeader(accepted, 'Accept-Encoding') ?? '');
  const hasBody = response.body.length > 0 && response.status !== 204 && response.status !== 304;
  if (!coding || !hasBody || response.body.length < smallest) return response;
  if (firstHeader(response.headers, 'Content-Encoding') !== undefined) return response;
  const body = await codings[coding].write(response.body);
  return { ...response, headers: [...response.headers, ['Content-Encoding', coding]], body };
}

/** `*` names no coding: AWS's page says that it does not compress then. Of equal weights the first one counts (I). */
function codingFor(accepted: string): Coding | undefined {
  let best: { coding: Coding | 'identity'; weight: number } | undefined;
  for (const item of accepted.split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice('q='.length));
    if (!(isCoding(name) || name === 'identity') || !(weight > (best?.weight ?? 0))) continue;
    best = { coding: name, weight };
  }
  return best === undefined || best.coding === 'identity' ? undefined : best.coding;
}

function isCoding(name: string): name is Coding {
  return Object.hasOwn(codings, name);
}
