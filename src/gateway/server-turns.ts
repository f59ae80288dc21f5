import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Lets a connection answer in turn: what is wrong with the bytes behind a request must not be taken for the answer to it.
 * A request that has not come whole never will, so nobody waits for its answer.
 *
 * @param underWay answers that have not ended
 */
export function afterAnswers(underWay: Iterable<ServerResponse>, socket: Duplex, then: () => void): void {
  const before = [...underWay].filter(({ req }) => req.socket === socket && req.complete);
  if (before.length === 0) then();
  else Promise.all(before.map((outgoing) => new Promise((resolve) => outgoing.once('close', resolve)))).then(then);
}
