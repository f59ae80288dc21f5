import { act, type ExamplesOf, integration } from './fragment.js';

export const mock: ExamplesOf<'mock'> = {
  'mock/integration': {
    before: integration`
      type: mock
      requestTemplates: {application/json: '{"statusCode": 200}'}
      responses: {default: {statusCode: "200", responseTemplates: {application/json: '{"status": "ok"}'}}}
    `,
    after: act`
      // A function gives the answer, and the integration is an aws_proxy:
      export const handler = async () => ({statusCode: 200, body: '{"status": "ok"}'});
    `,
  },
};
