import type { Entry, Reading } from './reading.js';

/** What was found in a file, each place once, however many ways lead to it. */
export class Found {
  private readonly byPlace = new Map<string, Reading>();

  note(reading: Reading, entry: Entry | undefined): void {
    const { kind, from, to } = reading;
    const key = [kind, from, to, kind === 'read' ? reading.path : '', kind === 'answer' ? reading.keys : ''].join(' ');
    const isPlain = kind === 'read' && reading.into === undefined && reading.comparedWith === undefined;
    // What is compared or handed on says more.
    if (isPlain && this.byPlace.has(key)) return;
    this.byPlace.set(key, entry ? { ...reading, entry } : reading);
  }

  /** @returns all of it in the order of the text */
  inOrder(): Reading[] {
    return [...this.byPlace.values()].sort((one, other) => one.from - other.from || one.to - other.to);
  }
}
