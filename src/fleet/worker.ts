import { analyzeOne } from './analyze-one.js';

/** What a thread of the pool runs for each of several inputs. */
export default analyzeOne;
