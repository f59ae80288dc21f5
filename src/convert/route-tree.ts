import type { Method, Route } from '../model/index.js';

/** An item that stands at a path of the tree, found for a request. */
export interface Match<T> {
  item: T;
  /** Whether the route takes such a request for sure: that `{x}` takes an empty segment is unverified (RT-PATH-TRAIL-VAR). */
  isCertain: boolean;
}

interface Node<T> {
  literals: Map<string, Node<T>>;
  parameter?: Node<T>;
  here: T[];
  greedy: T[];
}

/** @returns the segments of a path; `/` has one that is empty */
export function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

/** Whether a method of the definition serves a verb. */
export function serves(method: Method, verb: Method): boolean {
  return method === verb || method === 'ANY';
}

/** Paths as a tree of segments, so that a search costs the depth of a path and not the number of routes. */
export class RouteTree<T extends { route: Route }> {
  private readonly root: Node<T> = newNode();

  constructor(items: T[]) {
    for (const item of items) this.add(item);
  }

  /** @returns whatever may take a request for these segments: full match before greedy, deeper before shallower (RT-ROUTE-PRIO) */
  matches(segments: string[]): Match<T>[] {
    return walk(this.root, segments, true);
  }

  private add(item: T): void {
    let node = this.root;
    for (const segment of segmentsOf(item.route.path)) {
      if (segment.endsWith('+}')) {
        node.greedy.push(item);
        return;
      }
      node = segment.startsWith('{') ? parameterOf(node) : literalOf(node, segment);
    }
    node.here.push(item);
  }
}

function walk<T>(node: Node<T>, [segment, ...rest]: string[], isCertain: boolean): Match<T>[] {
  if (segment === undefined) return node.here.map((item) => ({ item, isCertain }));
  const next = node.literals.get(segment);
  return [
    ...(next ? walk(next, rest, isCertain) : []),
    ...(node.parameter ? walk(node.parameter, rest, isCertain && segment !== '') : []),
    ...node.greedy.map((item) => ({ item, isCertain })),
  ];
}

function newNode<T>(): Node<T> {
  return { literals: new Map(), here: [], greedy: [] };
}

function literalOf<T>(node: Node<T>, segment: string): Node<T> {
  const found = node.literals.get(segment) ?? newNode<T>();
  node.literals.set(segment, found);
  return found;
}

function parameterOf<T>(node: Node<T>): Node<T> {
  const found = node.parameter ?? newNode<T>();
  node.parameter = found;
  return found;
}
