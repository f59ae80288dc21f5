/** Waits until the user (Ctrl-C) or the system asks the process to end. A second time ends it at once. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve();
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  });
}

/** Longer than a drain takes that waits for nobody. */
const noticeMillis = 500;
/** For what was written to standard output to get out. */
const lastMillis = 250;

/**
 * Ends what is served, and then the process, even where a handler has left a timer or a connection open that nobody waits for.
 *
 * @param close ends when requests under way are answered
 * @param tellWaiting called when that takes a while
 */
export async function endServing(close: () => Promise<void>, tellWaiting: () => void): Promise<void> {
  const notice = setTimeout(tellWaiting, noticeMillis);
  try {
    await close();
  } finally {
    clearTimeout(notice);
  }
  // Does not hold the process: it fires only where something else does.
  setTimeout(() => process.exit(), lastMillis).unref();
}
