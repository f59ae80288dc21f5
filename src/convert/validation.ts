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

/** What API Gateway checks of a request before a method's backend gets it. */
export interface Checks {
  /** Names of required headers and query parameters; a path has its parameters anyway. */
  parameters: string[];
  /** Whether the body is held against a model, or that is hidden. */
  body: boolean;
  /** Whether the validator is not in the file, so that it may check anything. */
  isHidden: boolean;
}

/** @returns what a validator checks here; nothing where there is none, or nothing of what it looks at (RT-VAL-*) */
export function checksOf({ validator: use, parameters, bodyModels }: Operation): Checks {
  const isHidden = use !== undefined && use.validator === undefined;
  const required = parameters.filter((parameter) => parameter.required && parameter.in !== 'path');
  return {
    parameters: use?.validator?.parameters ? required.map(({ name }) => name) : [],
    body: isHidden || (use?.validator?.body === true && bodyModels.length > 0),
    isHidden,
  };
}

function validatorVerdict(operation: Operation): Verdict {
  const { validator: use } = operation;
  const validator = use?.validator;
  if (validator === undefined) {
    return {
      rule: 'validation/undefined',
      outcome: 'unknown',
      message: `The validator "${use?.name}" is not defined in this file, so it does not tell what is checked.`,
    };
  }
  const { parameters, body } = checksOf(operation);
  const checks = [
    ...(parameters.length > 0 ? [`the parameters ${parameters.join(', ')}`] : []),
    ...(body ? ['the body against its model'] : []),
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
