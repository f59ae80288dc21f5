import type { Operation, RestApi } from '../model/index.js';
import { type Claim, OperationClaims, type Verdict } from './claim.js';

/** What becomes of a method's validator and models. HTTP APIs check no request (RT-VAL-HTTP), and models are text (FE-API-MODEL). */
export function claimValidation(operation: Operation): Claim[] {
  const part = new OperationClaims(operation);
  const { validator } = operation;
  if (validator) part.claim('validator-use', validator.at, validatorVerdict(operation));
  const described = {
    rule: 'models/description',
    outcome: 'dropped',
    message: 'The model describes a body; HTTP APIs do not read it.',
  } as const;
  for (const { at } of operation.bodyModels) part.claim('model-use', at, described);
  for (const { at } of operation.responseModels ?? []) part.claim('model-use', at, described);
  return part.claims;
}

function validatorVerdict(operation: Operation): Verdict {
  const { validator: use, parameters, bodyModels } = operation;
  const validator = use?.validator;
  if (validator === undefined) {
    return {
      rule: 'validation/undefined',
      outcome: 'unknown',
      message: `The validator "${use?.name}" is not defined in this file, so it does not tell what is checked.`,
    };
  }
  const required = parameters.filter((parameter) => parameter.required && parameter.in !== 'path');
  const checks = [
    ...(validator.parameters && required.length > 0
      ? [`the parameters ${required.map(({ name }) => name).join(', ')}`]
      : []),
    ...(validator.body && bodyModels.length > 0 ? ['the body against its model'] : []),
  ];
  if (checks.length === 0) {
    return {
      rule: 'validation/without-effect',
      outcome: 'dropped',
      message: `The validator "${validator.name}" has nothing to check here.`,
    };
  }
  return {
    rule: 'validation/request',
    outcome: 'blocked',
    message: `API Gateway checks ${checks.join(' and ')}; with an HTTP API the backend gets the bad requests.`,
  };
}

/** The validators by themselves: their effect stands with each method that uses one. */
export function claimValidatorDefinitions(api: RestApi): Claim[] {
  return api.validators.map(({ at, name }) => ({
    construct: { kind: 'validator', at, name },
    rule: 'validation/definition',
    outcome: 'dropped',
    message: `HTTP APIs have no validators; what "${name}" checks is told for each method.`,
  }));
}
