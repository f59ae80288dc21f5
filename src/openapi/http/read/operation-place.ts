import type { Node } from './node.js';

/** An operation and where it stands; `verb` is in lower case, `any` for `x-amazon-apigateway-any-method`. */
export interface OperationPlace {
  path: string;
  verb: string;
  item: Node;
  operation: Node;
}
