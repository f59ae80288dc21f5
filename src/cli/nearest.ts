/** Kept where the command line looks for it; the converter needs it too, so it lives in the model. */
export { nearest } from '../model/index.js';
