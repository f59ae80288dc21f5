import type { RequestValidatorItem } from './control-plane.js';
import { type ImportSource, idOf } from './import-source.js';

/** @returns the validators of a definition, by name */
export function importValidators(source: ImportSource): RequestValidatorItem[] {
  return source.api.validators
    .map(({ name, body, parameters }) => ({
      id: idOf(source, 'requestValidators', name),
      name,
      validateRequestBody: body,
      validateRequestParameters: parameters,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
