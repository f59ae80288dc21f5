import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { invoice } from './store.mjs';

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { principalId } = event.requestContext.authorizer ?? {};
  console.log(event.requestContext.resourcePath, event.requestContext.requestId);
  const found = await invoice(event.pathParameters?.id, principalId);
  return { statusCode: found ? 200 : 404, body: JSON.stringify(found) };
}
