/** @returns an API whose methods ask for an API key, which blocks each of them */
export function keyedApi(title: string, paths: readonly string[]) {
  const get = {
    security: [{ key: [] }],
    responses: {},
    'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://backend.example.com/' },
  };
  return {
    openapi: '3.0.1',
    info: { title, version: '1' },
    components: { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
    paths: Object.fromEntries(paths.map((path) => [path, { get }])),
  };
}
