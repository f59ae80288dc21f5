/**
 * Tells of what handlers throw when nobody waits for them any more: from a timer, or a promise that was left alone. On AWS
 * that ends the environment of one function; here it would end the process with all that it serves.
 *
 * @returns stops it
 */
export function tellStrayErrors(tell: (error: unknown) => void): () => void {
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
  return () => {
    process.off('uncaughtException', tell);
    process.off('unhandledRejection', tell);
  };
}
