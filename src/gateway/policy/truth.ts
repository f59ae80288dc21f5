/** Whether something holds, or why that cannot be told. */
export type Truth = boolean | Undecided;

export interface Undecided {
  /** What is missing, in words that finish "cannot be decided: …". */
  undecided: string;
}

export function isUndecided(truth: Truth): truth is Undecided {
  return typeof truth === 'object';
}

/** @returns true when one holds for certain, else undecided when one may, else false. */
export function some<Item>(items: Iterable<Item>, holds: (item: Item) => Truth): Truth {
  let answer: Truth = false;
  for (const item of items) {
    const truth = holds(item);
    if (truth === true) return true;
    if (answer === false) answer = truth;
  }
  return answer;
}

/** @returns false when one does not hold for certain, else undecided when one may not, else true. */
export function every<Item>(items: Iterable<Item>, holds: (item: Item) => Truth): Truth {
  return not(some(items, (item) => not(holds(item))));
}

export function not(truth: Truth): Truth {
  return isUndecided(truth) ? truth : !truth;
}
