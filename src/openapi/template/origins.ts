import type { JsonObject, Location, Pointer } from '../../model/index.js';
import type { ParsedText } from '../document.js';

/**
 * Knows for each node of a document that was made out of a template where in the template it comes from: the nearest
 * node above it that was placed, else the same place below `base`.
 */
export class Origins {
  private readonly places = new Map<Pointer, Pointer>();

  /** @param base the pointer in the template that the whole document stands at */
  constructor(base: Pointer) {
    this.places.set('', base);
  }

  /** Says that the node `at` of the made document, and all below it, comes from `from` in the template. */
  put(at: Pointer, from: Pointer): void {
    this.places.set(at, from);
  }

  /** @returns the pointer in the template */
  of(at: Pointer): Pointer {
    for (let above = at; ; above = above.slice(0, above.lastIndexOf('/'))) {
      const place = this.places.get(above);
      if (place !== undefined) return `${place}${at.slice(above.length)}`;
    }
  }

  /** @returns the places of nodes of the made document, as `OpenApiDocument.locate` */
  locate(template: ParsedText, pointers: Iterable<Pointer>): Map<Pointer, Location> {
    const origins = new Map([...pointers].map((pointer) => [pointer, this.of(pointer)]));
    const places = template.locate(new Set(origins.values()));
    return new Map(
      [...origins].flatMap(([pointer, origin]) => {
        const place = places.get(origin);
        return place ? [[pointer, { ...place, pointer }] as const] : [];
      }),
    );
  }
}

/** A document that is being made out of a template: its root is changed in place, and each change says where it comes from. */
export interface Draft {
  root: JsonObject;
  origins: Origins;
}
