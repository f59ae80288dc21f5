import { badRequest } from '../import-report.js';
import { done, type HttpOperation, onApi } from './call.js';
import { pageQuery } from './pages.js';
import { notFound } from './refusals.js';

/** Resources that only WebSocket APIs have: an HTTP API has none of them, and takes none (D; words I). */
const kinds = [
  {
    noun: 'IntegrationResponse',
    path: '/integrations/{integrationId}/integrationresponses',
    id: 'integrationResponseId',
  },
  { noun: 'RouteResponse', path: '/routes/{routeId}/routeresponses', id: 'routeResponseId' },
  { noun: 'Model', path: '/models', id: 'modelId' },
];

/** What operations on such resources answer for an HTTP API. */
export const webSocketOperations: HttpOperation[] = kinds.flatMap(({ noun, path: end, id }) => {
  const path = `/v2/apis/{apiId}${end}`;
  const itemPath = `${path}/{${id}}`;
  const absent = onApi((_record, { input }) => notFound(`Invalid ${noun} identifier specified ${input[id]}`));
  const refused = badRequest(`${noun}s are supported for WebSocket APIs only.`);
  return [
    { name: `Create${noun}`, verb: 'POST', path, status: 201, run: onApi(() => refused) },
    { name: `Get${noun}s`, verb: 'GET', path, status: 200, query: pageQuery, run: onApi(() => done({ items: [] })) },
    { name: `Get${noun}`, verb: 'GET', path: itemPath, status: 200, run: absent },
    { name: `Update${noun}`, verb: 'PATCH', path: itemPath, status: 200, run: absent },
    { name: `Delete${noun}`, verb: 'DELETE', path: itemPath, status: 204, run: absent },
  ] satisfies HttpOperation[];
});
