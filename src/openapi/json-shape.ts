import type { Json } from '../model/index.js';

/** How a JSON value is built. */
export interface Shape {
  /** Keys of all objects in it: fewer than its text has where one stands twice in an object. */
  keys: number;
  /** Collections in collections. */
  depth: number;
}

/** @param deepest where to stop: what is nested deeper is not counted */
export function shapeOf(root: Json, deepest: number): Shape {
  const shape = { keys: 0, depth: 0 };
  const visit = (value: Json | undefined, depth: number) => {
    if (typeof value !== 'object' || value === null || depth > deepest + 1) return;
    shape.depth = Math.max(shape.depth, depth);
    const children = Object.values(value);
    if (!Array.isArray(value)) shape.keys += children.length;
    for (const child of children) visit(child, depth + 1);
  };
  visit(root, 1);
  return shape;
}
