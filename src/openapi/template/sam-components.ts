import { below, isObject } from '../../model/index.js';
import { leaveUnknown, propertyOf, type Sam } from './sam-api.js';

/** Where OpenAPI 3.0 keeps what stands at the top in Swagger 2.0. */
const moves = { securityDefinitions: 'securitySchemes', definitions: 'schemas' } as const;

/**
 * Brings schemes and models of an OpenAPI 3.0 definition from where Swagger 2.0 has them to `components`, where they take
 * the place of all that the body has there: SAM does not merge them. A method that names a scheme which is gone by that
 * asks for something undefined.
 */
export function moveToComponents(sam: Sam): void {
  const { root, origins } = sam.definition;
  if (root['swagger'] !== undefined) return;
  const version = propertyOf(sam, 'OpenApiVersion');
  for (const [from, to] of Object.entries(moves)) {
    const moved = root[from];
    if (!isObject(moved) || Object.keys(moved).length === 0) continue;
    if (version.value !== undefined && !/^3(\.\d)?(\.\d)?$/.test(String(version.value))) {
      // SAM then leaves them where OpenAPI 3.0 has no place for them.
      leaveUnknown(sam, 'OpenApiVersion', version);
    }
    const components = isObject(root['components']) ? root['components'] : {};
    root['components'] = { ...components, [to]: moved };
    for (const name of Object.keys(moved)) {
      origins.put(below('/components', to, name), origins.of(below('', from, name)));
    }
    delete root[from];
  }
}
