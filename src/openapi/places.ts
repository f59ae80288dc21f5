import { keysOf, type Pointer } from '../model/index.js';

/** Wanted pointers as a tree, so that one pass over the text finds them all and skips what nobody asked for. */
interface Wanted {
  below?: Map<string, Wanted>;
  above?: Wanted;
  offset?: number;
}

type Frame = { wanted: Wanted | undefined } & (
  | { kind: 'document' }
  | { kind: 'mapping'; key: string | undefined }
  | { kind: 'sequence'; index: number }
);

/**
 * Finds the offsets of pointers while a parser reports what it passes. A mapping's entry is placed at its key, a
 * sequence's at its item: that is where a reader of the file looks.
 */
export class Places {
  private readonly root: Wanted = { offset: 0 };
  private readonly frames: Frame[] = [];
  private readonly wanted: Map<Pointer, Wanted>;
  /** How many nodes of the tree have no place yet. */
  private missing = 0;

  constructor(pointers: readonly Pointer[]) {
    this.wanted = new Map(pointers.map((pointer) => [pointer, this.want(pointer)]));
  }

  beginDocument(): void {
    this.frames.push({ kind: 'document', wanted: this.root });
  }

  beginMapping(offset: number): void {
    this.frames.push({ kind: 'mapping', key: undefined, wanted: this.enter(offset) });
  }

  beginSequence(offset: number): void {
    this.frames.push({ kind: 'sequence', index: 0, wanted: this.enter(offset) });
  }

  end(): void {
    this.frames.pop();
  }

  /** @returns whether the next scalar is a key of a mapping. */
  get expectsKey(): boolean {
    const frame = this.frames.at(-1);
    return frame?.kind === 'mapping' && frame.key === undefined;
  }

  /** @returns whether somebody wants something below the current collection; if not, keys need no decoding. */
  get isWanted(): boolean {
    return this.frames.at(-1)?.wanted?.below !== undefined;
  }

  /** @returns whether everything is found, so that the rest of the text need not be read. */
  get isComplete(): boolean {
    return this.missing === 0;
  }

  key(name: string, offset: number): void {
    const frame = this.frames.at(-1);
    if (frame?.kind !== 'mapping') return;
    frame.key = name;
    const wanted = frame.wanted?.below?.get(name);
    if (wanted) this.place(wanted, offset);
  }

  scalar(offset: number): void {
    this.enter(offset);
  }

  /** @returns the offset of each pointer; of the nearest node above where the text has no such node. */
  offsets(): Map<Pointer, number> {
    return new Map([...this.wanted].map(([pointer, wanted]) => [pointer, nearestOffset(wanted)]));
  }

  private want(pointer: Pointer): Wanted {
    return keysOf(pointer).reduce((node, key) => this.wantBelow(node, key), this.root);
  }

  private wantBelow(node: Wanted, key: string): Wanted {
    node.below ??= new Map();
    const known = node.below.get(key);
    if (known) return known;
    const wanted: Wanted = { above: node };
    node.below.set(key, wanted);
    this.missing++;
    return wanted;
  }

  /** The first place counts: an alias shows a node again. */
  private place(wanted: Wanted, offset: number): void {
    if (wanted.offset !== undefined) return;
    wanted.offset = offset;
    this.missing--;
  }

  /** Moves past a value: the wanted node for it, and the parent made ready for its next entry. */
  private enter(offset: number): Wanted | undefined {
    const parent = this.frames.at(-1);
    switch (parent?.kind) {
      case undefined:
      case 'document':
        return this.root;
      case 'mapping': {
        const key = parent.key;
        parent.key = undefined;
        return key === undefined ? undefined : parent.wanted?.below?.get(key);
      }
      case 'sequence': {
        const wanted = parent.wanted?.below?.get(String(parent.index++));
        if (wanted) this.place(wanted, offset);
        return wanted;
      }
    }
  }
}

function nearestOffset(wanted: Wanted): number {
  let node: Wanted | undefined = wanted;
  while (node !== undefined && node.offset === undefined) node = node.above;
  return node?.offset ?? 0;
}

/** @returns a function from offset to line and column, both from 1. Lines are split once. */
export function linesOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
