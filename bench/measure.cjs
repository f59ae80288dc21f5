/**
 * Loaded into a measured process: says at its exit, on file descriptor 3, how much memory it had at most, and how long
 * its main thread really ran, which other work on the machine does not lengthen as much as the time on the clock.
 */
const { readFileSync, writeSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ kilobytes: maxRSS, cpu: (userCPUTime + systemCPUTime) / 1000, main: mainThread() }));
});

/** Milliseconds on a processor (Linux tells them by thread), or undefined. */
function mainThread() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
