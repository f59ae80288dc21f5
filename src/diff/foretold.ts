import type { RuleId } from '../model/index.js';
import { apiKey, cognitoTokenKinds, iam, resourcePolicy, unlikelyToken } from './foretold/access.js';
import { cognito, lambdaAuthorizer, tokenToJwt } from './foretold/authorizers.js';
import {
  anyWrittenOut,
  errorResponses,
  methodOverride,
  refusals,
  responseHeaders,
  trailingSlash,
  unknownRoute,
} from './foretold/behaviour.js';
import { any, takenElsewhere } from './foretold/conditions.js';
import { apiWide, differs, preflight } from './foretold/cors.js';
import { anywhere, type Foretelling, inFull, onRoutes } from './foretold/foretelling.js';
import { corsHeadersOfErrors, customGatewayResponse } from './foretold/gateway-responses.js';
import { httpProxy, lostMapping, mappedContext, reservedHeader, vpcLink, widened } from './foretold/http-proxy.js';
import { bodyPasses, headerLost, statusPasses } from './foretold/integration-responses.js';
import { asProxy, convertedBody, longer } from './foretold/integrations.js';
import { staying } from './foretold/kept-back.js';
import { failingMapping, payload1, payload2 } from './foretold/lambda.js';
import * as needs from './foretold/needs.js';
import { notVisible } from './foretold/not-visible.js';
import { requestSize } from './foretold/quotas.js';
import { serviceAnswer, subtypeArguments } from './foretold/services.js';
import { binaryMediaTypes, compression, edgeHeaders } from './foretold/settings.js';
import { sameInBoth } from './foretold/unchanged.js';
import { requestValidation } from './foretold/validation.js';

/**
 * What requests show, by rule. The order is the order of asking: what decides over a whole request comes before what
 * colours a part of it.
 */
const shown = {
  // It decides over a whole request, whatever takes it.
  'quotas/request-size': anywhere(requestSize, needs.largeHead),
  'behaviour/response-headers': anywhere(responseHeaders, inFull),
  'behaviour/method-override': anywhere(methodOverride, needs.methodOverride, needs.tellsVerb),
  'routes/stays': anywhere(takenElsewhere),
  'routes/would-catch': anywhere(any(takenElsewhere, anyWrittenOut), needs.caughtElsewhere),
  'routes/takes-more': anywhere(takenElsewhere, needs.caughtElsewhere),
  'routes/any-written-out': anywhere(anyWrittenOut),
  'routes/method-unsupported': anywhere(takenElsewhere),
  'access/iam': onRoutes(iam, needs.signed),
  'access/api-key': onRoutes(apiKey, needs.refusedByRestOnly('a missing API key')),
  'access/cognito-token-kinds': onRoutes(cognitoTokenKinds, needs.otherToken),
  'settings/resource-policy': anywhere(resourcePolicy, needs.refusedByPolicy),
  'settings/api-key-source': onRoutes(apiKey, needs.functionAsked),
  'authorizers/validation-expression': onRoutes(unlikelyToken, needs.refusedByRestOnly('the looks of its token')),
  'validation/request': onRoutes(requestValidation, needs.pastGuards, needs.refusedAsInvalid),
  'cors/preflight-was-protected': anywhere(preflight, needs.preflight),
  'cors/preflight': anywhere(preflight, needs.preflight),
  'cors/preflight-allows-more': anywhere(preflight, needs.preflight),
  'cors/api-wide': anywhere(apiWide, needs.corsAnswered),
  'cors/differs': anywhere(differs),
  'behaviour/unknown-route': anywhere(unknownRoute, needs.noRoute),
  'behaviour/trailing-slash': anywhere(trailingSlash, needs.slashTaken),
  'integrations/timeout': onRoutes(any(longer, asProxy), needs.slowerThanHttp),
  'behaviour/refusals': onRoutes(refusals, needs.refusedByBoth, needs.refusedOtherwise),
  'behaviour/error-responses': onRoutes(errorResponses, needs.backendFails),
  'gateway-responses/custom': anywhere(customGatewayResponse, needs.errorOfRest),
  'gateway-responses/cors-headers': anywhere(corsHeadersOfErrors, needs.errorOfRest, needs.originSent),
  'authorizers/token': onRoutes(lambdaAuthorizer, needs.authorizerAsked),
  'authorizers/request': onRoutes(lambdaAuthorizer, needs.authorizerAsked),
  'authorizers/cognito': onRoutes(cognito, needs.claimsRead),
  'lambda/payload-1': onRoutes(payload1, needs.functionAsked),
  'lambda/payload-2': onRoutes(payload2, needs.functionAsked),
  'lambda/failing-mapping': onRoutes(failingMapping),
  'settings/edge-endpoint': onRoutes(edgeHeaders, needs.functionAsked),
  'vpc-link/rewritten': onRoutes(vpcLink, needs.upstreamAsked),
  'http-proxy/integration': onRoutes(httpProxy, needs.upstreamAsked),
  'http-proxy/parameter-mapping': onRoutes(mappedContext, needs.upstreamAsked, needs.formedDifferently),
  'http-proxy/non-proxy': onRoutes(widened, needs.upstreamAsked),
  'http-proxy/reserved-header': onRoutes(reservedHeader, needs.upstreamAsked),
  'http-proxy/mapping-without-counterpart': onRoutes(lostMapping, needs.upstreamAsked),
  'integrations/content-handling': onRoutes(convertedBody, needs.binaryBody),
  'integration-responses/status-passes': onRoutes(statusPasses, needs.backendAsked, needs.statusChanged),
  'integration-responses/template': onRoutes(bodyPasses, needs.backendAsked, needs.answerChanged),
  'integration-responses/header-lost': onRoutes(headerLost, needs.backendAsked, needs.headerSet),
  'cors/method-header': anywhere(apiWide, needs.corsAnswered, needs.noOrigin),
  'cors/method-header-differs': anywhere(apiWide, needs.corsAnswered),
  'authorizers/token-to-jwt': onRoutes(tokenToJwt),
  'settings/binary-media-types': onRoutes(binaryMediaTypes, needs.functionAsked, needs.binaryBody),
  'settings/compression': onRoutes(compression, needs.packedAnswer),
  'services/subtype': onRoutes(subtypeArguments, needs.serviceAsked, needs.bodyMissing),
  'services/answer': onRoutes(serviceAnswer, needs.serviceAsked, needs.answerChanged),
} satisfies Partial<Record<RuleId, Foretelling>>;

/** Which rule of the ledger foretells which difference, or why no request shows one. */
export const foretold: Record<RuleId, Foretelling> = { ...shown, ...staying, ...notVisible, ...sameInBoth };
