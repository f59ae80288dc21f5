/** A verb of a REST method or HTTP API route; `ANY` is `x-amazon-apigateway-any-method`. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE' | 'ANY';

/** A method and a path template such as `/pets/{id}`: a REST method, or the key of an HTTP API route. */
export interface Route {
  method: Method;
  path: string;
}

/** @returns the route as HTTP APIs write route keys: `GET /pets/{id}`. */
export function routeKey(route: Route): string {
  return `${route.method} ${route.path}`;
}
