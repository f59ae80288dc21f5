import { invoicesOf } from './store.mjs';

export const handler = async (event) => {
  const customer = event.headers['X-Customer'];
  const states = event.multiValueQueryStringParameters?.state ?? [];
  const path = event.path;
  return {
    statusCode: 200,
    multiValueHeaders: { 'Set-Cookie': ['seen=1', `customer=${customer}`] },
    body: JSON.stringify({ self: path, invoices: await invoicesOf(customer, states) }),
  };
};
