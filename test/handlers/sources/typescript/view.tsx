import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { renderToString } from 'react-dom/server';

export async function render(request: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const language = (request.headers as Record<string, string>)['Accept-Language']!;
  const name = decodeURIComponent(request.pathParameters!.name ?? '');
  return { statusCode: 200, body: renderToString(<p lang={language}>{name}{request.path}</p>) };
}
