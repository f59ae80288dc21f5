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
    const found: Match<T>[] = [];
    walk(this.root, { segments, at: 0, isCertain: true }, found);
    return found;
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

/** How far a search has come. */
interface Step {
  segments: string[];
  /** Index of the next segment. */
  at: number;
  isCertain: boolean;
}

function walk<T>(node: Node<T>, { segments, at, isCertain }: Step, found: Match<T>[]): void {
  const segment = segments[at];
  if (segment === undefined) {
    for (const item of node.here) found.push({ item, isCertain });
    return;
  }
  const next = node.literals.get(segment);
  if (next) walk(next, { segments, at: at + 1, isCertain }, found);
  if (node.parameter) walk(node.parameter, { segments, at: at + 1, isCertain: isCertain && segment !== '' }, found);
  for (const item of node.greedy) found.push({ item, isCertain });
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
