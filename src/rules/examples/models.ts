import { becomes, definition, type ExamplesOf, method } from './fragment.js';

export const models: ExamplesOf<'models'> = {
  'models/description': {
    before: method`
      requestBody: {content: {application/json: {schema: {type: object}}}}
    `,
    after: becomes`
      responses: {default: {description: "Response of GET /orders/{id}"}}   # and no requestBody
    `,
  },
  'models/definition': {
    before: definition`
      components: {schemas: {Order: {type: object, required: [id]}}}
    `,
    after: becomes`
      openapi: 3.0.1   # and no schemas
    `,
  },
};
