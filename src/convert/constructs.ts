import type { Authorizer, Construct, Operation, RestApi } from '../model/index.js';
import { below, routeKey } from '../model/index.js';
import { behavioursOf } from './behaviours.js';
import { integrationParts } from './integration-parts.js';
import { quotaConstructs } from './quotas.js';

/**
 * Lists every construct of an API: the one definition of what the ledger counts (design, section 2). Each ends in
 * exactly one entry; what no converter part claims becomes `unknown`.
 */
export function constructsOf(api: RestApi): Construct[] {
  return [
    { kind: 'api', at: '/info', name: api.name.text },
    ...api.settings.map(({ at, kind, name = kind }): Construct => ({ kind: 'setting', at, name })),
    ...api.authorizers.flatMap(authorizerConstructs),
    ...api.validators.map(({ at, name }): Construct => ({ kind: 'validator', at, name })),
    ...(api.models ?? []).map(({ at, name }): Construct => ({ kind: 'model', at, name })),
    ...api.gatewayResponses.map(({ at, type }): Construct => ({ kind: 'gateway-response', at, name: type })),
    ...api.operations.flatMap(operationConstructs),
    ...api.unrecognised.map(
      ({ at, key, route }): Construct => ({ kind: 'unrecognised', at, name: key, ...(route && { route }) }),
    ),
    ...behavioursOf(api),
    ...quotaConstructs(api),
  ];
}

/** The place of a validation expression: it can be lost alone, so it counts alone. */
export function expressionPlace(authorizer: Authorizer): string {
  return below(authorizer.at, 'x-amazon-apigateway-authorizer', 'identityValidationExpression');
}

function authorizerConstructs(authorizer: Authorizer): Construct[] {
  const { name, at } = authorizer;
  const self: Construct = { kind: 'authorizer', at, name };
  if (authorizer.kind === 'unknown' || authorizer.validationExpression === undefined) return [self];
  return [self, { kind: 'authorizer', at: expressionPlace(authorizer), name: `${name} validation expression` }];
}

function operationConstructs(operation: Operation): Construct[] {
  const { route, at } = operation;
  const constructs: Construct[] = [{ kind: 'operation', at, name: routeKey(route), route }];
  for (const { at: place, scheme } of operation.access.requirements) {
    constructs.push({ kind: 'security-requirement', at: place, name: scheme, route });
  }
  if (operation.validator) {
    constructs.push({ kind: 'validator-use', at: operation.validator.at, name: operation.validator.name, route });
  }
  for (const model of operation.bodyModels)
    constructs.push({ kind: 'model-use', at: model.at, name: model.contentType, route });
  for (const model of operation.responseModels ?? []) {
    constructs.push({ kind: 'model-use', at: model.at, name: model.status, route });
  }
  if (operation.integration) constructs.push(...integrationParts(operation.integration, route));
  return constructs;
}
