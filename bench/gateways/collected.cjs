/**
 * Loaded into a measured server, which is started with `--expose-gc` and a channel: for each message, collects garbage and
 * answers what is in use then.
 */
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send({ rss, heapUsed, external });
});
process.channel.unref();
