import type { OperationPlace } from './operation-place.js';
import type { Reading } from './reading.js';

/** Valid OpenAPI that HTTP APIs ignore (IM-INFO): nothing checks bodies and parameters, and there are no callbacks. */
const ignored = { requestBody: 'the request body is not validated', callbacks: 'callbacks have no effect' };

/** Tells what an operation asks for and an HTTP API does not check. */
export function tellUnchecked({ messages, root }: Reading, { operation }: OperationPlace): void {
  for (const [key, effect] of Object.entries(ignored)) {
    const node = operation.child(key);
    if (node.exists) messages.tell(node.at, 'IM-INFO', `${key} is ignored: ${effect}.`);
  }
  const names = operation
    .child('parameters')
    .items()
    .map((written) => {
      const reference = written.child('$ref').value;
      return typeof reference === 'string' ? root.target(reference) : written;
    })
    .filter((parameter) => parameter.exists && parameter.child('in').value !== 'path')
    .map((parameter) => String(parameter.child('name').value));
  if (names.length > 0) {
    const text = `Parameters are not validated, not even required ones: ${names.join(', ')}.`;
    messages.tell(operation.child('parameters').at, 'IM-INFO', text);
  }
}

/** Tells about models: they stay in the text, and are not made. */
export function tellModels({ messages, root }: Reading): void {
  const schemas = root.child('components').child('schemas');
  const count = schemas.entries().length;
  if (count > 0) messages.tell(schemas.at, 'IM-INFO', `schemas (${count}) are ignored: HTTP APIs have no models.`);
}
