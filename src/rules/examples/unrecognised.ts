import { decide, type ExamplesOf, method } from './fragment.js';

export const unrecognised: ExamplesOf<'unrecognised'> = {
  'unrecognised/extension': {
    before: method`x-amazon-apigateway-shield: strict`,
    after: decide`
      accept: [{rule: unrecognised/extension, where: "GET /orders/{id}", reason: REST APIs ignore this key.}]
    `,
  },
};
