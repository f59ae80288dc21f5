import { greet } from './words.mjs';

export async function hello(event) {
  return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: greet(event.pathParameters.name) };
}

let calls = 0;

export async function count() {
  calls += 1;
  return { statusCode: 200, body: JSON.stringify({ calls }) };
}
