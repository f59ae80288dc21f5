import { expect, it } from 'vitest';
import { methodsOf } from '../../../src/openapi/settings/stage.js';

it.each([
  ['*/*', 'every method'],
  ['/*/*', 'every method'],
  ['~1*/*', 'every method'],
  ['pets/GET', 'GET /pets'],
  ['/pets/GET', 'GET /pets'],
  ['~1pets/GET', 'GET /pets'],
  ['~1pets~1{id}/post', 'POST /pets/{id}'],
  ['pets/{proxy+}/ANY', 'ANY /pets/{proxy+}'],
  ['~1pets/*', 'every method of /pets'],
  ['//GET', 'GET /'],
  ['~1/GET', 'GET /'],
  ['GET', 'GET /'],
])('the key %s means %s', (key, methods) => {
  expect(methodsOf(key)).toBe(methods);
});
