import { type Stats, unwatchFile, watchFile } from 'node:fs';

/** Often enough for people, seldom enough for disks. */
const lookMillis = 250;
/** An editor may write in several steps. */
const settleMillis = 80;

/**
 * Tells when one of some files changes, appears, or goes away. Looks at them from time to time: unlike notifications of the
 * system, that also holds for files that are replaced, for folders that come and go, and for network and container mounts.
 *
 * @param changed called after the last of some changes, and never while an earlier call is not done
 * @returns stops it
 */
export function watchFiles(files: readonly string[], changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const run = () => {
    timer = undefined;
    running = (running ?? Promise.resolve()).then(changed);
  };
  const look = (now: Stats, before: Stats) => {
    // A file that is not there is told once at the start, as if it had changed.
    if (now.mtimeMs === before.mtimeMs && now.size === before.size && now.ino === before.ino) return;
    clearTimeout(timer);
    timer = setTimeout(run, settleMillis);
  };
  for (const file of files) watchFile(file, { interval: lookMillis }, look);
  return () => {
    clearTimeout(timer);
    for (const file of files) unwatchFile(file, look);
  };
}
