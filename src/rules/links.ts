/** @returns the address of a page of the API Gateway Developer Guide */
export function guide(page: string): string {
  return `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`;
}

/** AWS's own model of the API of HTTP APIs, which has limits that no page of the guide states. */
export const serviceModel =
  'https://github.com/boto/botocore/blob/develop/botocore/data/apigatewayv2/2018-11-29/service-2.json';
