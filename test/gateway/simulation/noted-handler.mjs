import { appendFileSync, readFileSync } from 'node:fs';

/** Notes each call in the file that the header `x-notes` names. */
export const handler = async (event) => {
  appendFileSync(event.headers['x-notes'], 'called\n');
  return { statusCode: 200, body: 'noted' };
};

/** Lets everybody in, and notes it. */
export const guard = async (event) => {
  appendFileSync(event.headers['x-notes'], 'asked\n');
  const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' };
  return { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement: [statement] } };
};

/** Notes that it is called, and answers once the notes say so. */
export const gated = async (event) => {
  const notes = event.headers['x-notes'];
  appendFileSync(notes, 'waits\n');
  while (!readFileSync(notes, 'utf8').includes('go')) await new Promise((resolve) => setTimeout(resolve, 10));
  return { statusCode: 200, body: 'from before' };
};
