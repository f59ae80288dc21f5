import { type HttpIntegration, requestMappings } from '../../../model/index.js';
import type { OperationPlace } from './operation-place.js';
import type { Reading } from './reading.js';

/** Checks that path variables are declared, as OpenAPI requires, and that the integration uses no others (FE-INT-PATHVAR). */
export function checkPathVariables(
  reading: Reading,
  place: OperationPlace,
  integration: HttpIntegration | undefined,
): void {
  const { path, operation } = place;
  const variables = variablesOf(path);
  const declared = declaredIn(reading, place);
  for (const name of variables) {
    if (!declared.has(name) && !declared.has(`${name}+`)) {
      const text = `OpenAPI requires the path parameter "${name}" to be declared under parameters.`;
      reading.messages.unverified(operation.at, 'IM-UNK', text);
    }
  }
  for (const name of usedBy(integration)) {
    if (!variables.includes(name)) {
      const text = `The integration uses the path variable "${name}", which this route does not have.`;
      reading.messages.unverified(operation.at, 'FE-INT-PATHVAR', text);
    }
  }
}

/** @returns the names of the variables in a path; a greedy one without its plus. */
function variablesOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+?)\+?\}/g)].map(([, name]) => name ?? '');
}

function declaredIn({ root }: Reading, { item, operation }: OperationPlace): Set<string> {
  const parameters = [...item.child('parameters').items(), ...operation.child('parameters').items()];
  return new Set(
    parameters.flatMap((written) => {
      const reference = written.child('$ref').value;
      const parameter = typeof reference === 'string' ? root.target(reference) : written;
      const name = parameter.child('name').value;
      return parameter.child('in').value === 'path' && typeof name === 'string' ? [name] : [];
    }),
  );
}

function usedBy(integration: HttpIntegration | undefined): string[] {
  if (integration === undefined) return [];
  const values = Object.values(requestMappings(integration)).join(' ');
  const mapped = [...values.matchAll(/\$\{?request\.path\.([\w.-]+)/g)].map(([, name]) => name ?? '');
  if (integration.kind !== 'http-proxy') return mapped;
  const inUri = [...integration.uri.text.matchAll(/(?<![${])\{([^{}]+)\}(?!\})/g)].map(([, name]) => name ?? '');
  return [...new Set([...mapped, ...inUri])];
}
