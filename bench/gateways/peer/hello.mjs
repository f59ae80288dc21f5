export { hello } from '../hello.mjs';
