import type { HttpAuthorizer, HttpLambdaAuthorizer, JwtAuthorizer, Templated } from '../../../model/index.js';
import { lengths, quotas, ranges } from '../limits.js';
import { readIdentitySources } from './identity-sources.js';
import { isUnrendered } from './integration-properties.js';
import type { Node } from './node.js';
import { payloadFormatOf } from './payload-format.js';
import type { Reading } from './reading.js';

/**
 * Reads the authorizer of a security scheme (facts import-export.md, authorizer object).
 *
 * @returns undefined when it is none that an HTTP API could have; then the reason has been told
 */
export function readAuthorizer(reading: Reading, name: string, scheme: Node): HttpAuthorizer | undefined {
  const node = scheme.child('x-amazon-apigateway-authorizer');
  reading.checkLength(scheme, name, lengths.authorizerName);
  const pattern = node.child('identityValidationExpression');
  if (pattern.exists) {
    const text = 'HTTP APIs do not use the validation expression: tokens are not matched against it.';
    reading.messages.unverified(pattern.at, 'XA-REGEX', text);
  }
  const type = reading.text(node.child('type'))?.text ?? '';
  switch (type.toLowerCase()) {
    case 'request':
      return readLambdaAuthorizer(reading, name, node);
    case 'jwt':
      return readJwtAuthorizer(reading, name, scheme);
    default: {
      const text = `HTTP APIs have authorizers of type request and jwt, and this is "${type}".`;
      reading.messages.refuse(node.child('type').at, 'XA-TYPE', text);
      return undefined;
    }
  }
}

function readLambdaAuthorizer(reading: Reading, name: string, node: Node): HttpLambdaAuthorizer | undefined {
  const { messages } = reading;
  const uri = reading.limited(node.child('authorizerUri'), lengths.uri);
  const payloadFormatVersion = payloadFormatOf(reading, node.child('authorizerPayloadFormatVersion'));
  if (uri === undefined) messages.refuse(node.at, 'XA-URI', `The authorizer "${name}" has no authorizerUri.`);
  if (payloadFormatVersion === 'missing') {
    messages.refuse(node.at, 'XA-PFV', `The authorizer "${name}" has no authorizerPayloadFormatVersion.`);
  }
  if (uri === undefined || payloadFormatVersion === 'missing') return undefined;
  const credentials = reading.text(node.child('authorizerCredentials'));
  const ttl = reading.integer(node.child('authorizerResultTtlInSeconds'), ranges.authorizerTtl);
  const authorizer: HttpLambdaAuthorizer = {
    kind: 'request',
    name,
    uri,
    ...(credentials && { credentials }),
    payloadFormatVersion,
    enableSimpleResponses: reading.flag(node.child('enableSimpleResponses')) ?? false,
    identitySources: readIdentitySources(reading, node.child('identitySource'), 'request'),
    ...(ttl !== undefined && { ttl }),
  };
  checkCombination(reading, node, authorizer);
  return authorizer;
}

function checkCombination({ messages }: Reading, node: Node, authorizer: HttpLambdaAuthorizer): void {
  if (authorizer.enableSimpleResponses && authorizer.payloadFormatVersion === '1.0') {
    const text = 'Simple responses exist for payload format 2.0 only.';
    messages.unverified(node.child('enableSimpleResponses').at, 'XA-SIMPLE', text);
  }
  if ((authorizer.ttl ?? 0) > 0 && authorizer.identitySources.length === 0) {
    const text = 'Caching needs at least one identity source.';
    messages.unverified(node.child('authorizerResultTtlInSeconds').at, 'XA-TTL', text);
  }
}

function readJwtAuthorizer(reading: Reading, name: string, scheme: Node): JwtAuthorizer | undefined {
  const node = scheme.child('x-amazon-apigateway-authorizer');
  const issuer = issuerOf(reading, scheme);
  const audience = audienceOf(reading, node.child('jwtConfiguration').child('audience'));
  const [identitySource, ...others] = readIdentitySources(reading, node.child('identitySource'), 'jwt');
  const { messages } = reading;
  if (issuer === undefined) messages.refuse(node.at, 'XA-JWT', `The JWT authorizer "${name}" has no issuer.`);
  if (audience.length === 0) messages.refuse(node.at, 'XA-JWT', `The JWT authorizer "${name}" has no audience.`);
  if (identitySource === undefined || others.length > 0) {
    messages.refuse(node.at, 'XA-ID', `The JWT authorizer "${name}" needs exactly one identity source.`);
  }
  if (issuer === undefined || audience.length === 0 || identitySource === undefined) return undefined;
  return { kind: 'jwt', name, identitySource, issuer, audience };
}

/** An `openIdConnect` scheme may leave the issuer out: ImportApi discovers it behind `openIdConnectUrl` (IS-JWT). */
function issuerOf(reading: Reading, scheme: Node): Templated | undefined {
  const configured = scheme.child('x-amazon-apigateway-authorizer').child('jwtConfiguration').child('issuer');
  const issuer = readIssuerUrl(reading, configured);
  if (issuer !== undefined || scheme.child('type').value !== 'openIdConnect') return issuer;
  const url = readIssuerUrl(reading, scheme.child('openIdConnectUrl'));
  if (typeof url?.raw !== 'string') return url;
  const found = url.raw.replace(/\/\.well-known\/openid-configuration$/, '');
  return { text: found, raw: found };
}

/** OpenID Connect Discovery asks for https; that ImportApi insists on it is not documented (XA-JWT, IM-W-JWT). */
function readIssuerUrl(reading: Reading, node: Node): Templated | undefined {
  const url = reading.limited(node, lengths.uri);
  if (url === undefined || /^https:\/\//i.test(url.text)) return url;
  if (/^http:/i.test(url.text) || !isUnrendered(url)) {
    const text = 'API Gateway reads the keys of an issuer over https, and this does not start with https://.';
    reading.messages.unverified(node.at, 'XA-JWT', text);
  }
  return url;
}

function audienceOf(reading: Reading, node: Node): Templated[] {
  const audience = reading.texts(node);
  const most = quotas.audiencesPerAuthorizer;
  if (audience.length > most) {
    reading.messages.refuse(node.at, 'Q-AUD', `There are ${audience.length} audiences, and ${most} are allowed.`);
  }
  return audience;
}
