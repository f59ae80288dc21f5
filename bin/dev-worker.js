// What a thread of `src/fleet` runs when the sources run without a build, see dev.js.
import { register } from 'tsx/esm/api';

register();
const { default: run } = await import('../src/fleet/worker.ts');

export default run;
