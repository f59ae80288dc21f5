import { becomes, definition, type ExamplesOf } from './fragment.js';

export const api: ExamplesOf<'api'> = {
  'api/identity': {
    before: definition`info: {title: Orders, version: "2024-05-14", description: Orders of the web shop}`,
    after: becomes`info: {title: Orders, version: "2024-05-14", description: Orders of the web shop}`,
  },
};
