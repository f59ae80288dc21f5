import { act, type ExamplesOf, seen } from './fragment.js';

export const ledger: ExamplesOf<'ledger'> = {
  'ledger/unclaimed': {
    before: seen`
      A part of the definition that apigw-migrate reads and no part of its converter speaks of
    `,
    after: act`# Report it with that part of the definition, and leave the method on the REST API until then.`,
  },
};
