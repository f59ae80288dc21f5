/** The nouns of the product. This folder imports nothing; every stage speaks in these types. */
export * from './construct.js';
export * from './decisions.js';
export * from './evidence.js';
export * from './failure.js';
export * from './http-api.js';
export * from './json.js';
export * from './ledger.js';
export * from './location.js';
export * from './nearest.js';
export * from './rest-api.js';
export * from './route.js';
export * from './rule.js';
export * from './secrets.js';
export * from './shell.js';
export * from './templated.js';
