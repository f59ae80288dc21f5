import { watchFiles } from './changes.js';
import type { FunctionSettings, LambdaFunction } from './function.js';
import type { HandlerPlace } from './handler.js';
import { InProcess } from './in-process.js';
import { Pool } from './pool.js';

/** @returns a function that is a handler on this machine, in threads or in this process; changes of its files count from the next call on */
export function openLocal(place: HandlerPlace, settings: FunctionSettings, inProcess: boolean): LambdaFunction {
  const runner = inProcess ? new InProcess(place, settings) : new Pool(place, settings);
  const stopWatching = watchFiles(place.file, (files) => runner.renew(files));
  return {
    load: (stayReady) => runner.load(stayReady),
    invoke: (invocation) => runner.invoke(invocation),
    async close() {
      stopWatching();
      await runner.close();
    },
  };
}
