import { type Operation, type RestApi, routeKey } from '../../model/index.js';
import { type AuthorizeMethod, openAuthorizers } from './authorizers.js';
import type { AuthorizerScope } from './policy-call.js';
import { openNotSimulated } from './settings.js';
import { openValidation, type Validate } from './validation.js';

/** A method, with all that does not depend on the request made ready. */
export interface OpenMethod {
  operation: Operation;
  route: string;
  authorize: AuthorizeMethod;
  validate?: Validate;
  /** Somebody other than the API key is asked who calls. */
  asksWho: boolean;
  /** Features of method and API that are not simulated. */
  notSimulated: readonly string[];
}

/** @returns the method of an operation; each is made ready when its first request comes, and kept */
export function openMethods(api: RestApi, scope: AuthorizerScope): (operation: Operation) => OpenMethod {
  const authorizeFor = openAuthorizers(api, scope);
  const notSimulatedBy = openNotSimulated(api);
  const opened = new Map<Operation, OpenMethod>();

  function openMethod(operation: Operation): OpenMethod {
    const validate = openValidation(operation);
    const method: OpenMethod = {
      operation,
      route: routeKey(operation.route),
      authorize: authorizeFor(operation),
      ...(validate && { validate }),
      asksWho: operation.access.requirements.some(({ kind }) => kind !== 'api-key'),
      notSimulated: [...scope.settings.notSimulated, ...notSimulatedBy(operation)],
    };
    opened.set(operation, method);
    return method;
  }

  return (operation) => opened.get(operation) ?? openMethod(operation);
}
