import { act, becomes, decide, type ExamplesOf, integration, seen, settings, write } from './fragment.js';

export const lambda: ExamplesOf<'lambda'> = {
  'lambda/payload-1': {
    before: seen`
      {"resource": "/orders/{id}", "path": "/orders/7", "headers": {"Content-Type": "application/json"}, "isBase64Encoded": false}
    `,
    after: seen`
      {"version": "1.0", "resource": "/orders/{id}", "path": "/prod/orders/7", "headers": {"content-type": "application/json"}, "isBase64Encoded": false}
    `,
  },
  'lambda/payload-2': {
    before: integration`type: aws_proxy`,
    beside: decide`payloadFormat: "2.0"`,
    after: becomes`
      type: AWS_PROXY
      payloadFormatVersion: "2.0"
    `,
  },
  'lambda/async': {
    before: integration`
      type: aws
      requestParameters: {integration.request.header.X-Amz-Invocation-Type: "'Event'"}
    `,
    after: act`
      // A function in between answers at once:
      await lambda.send(new InvokeCommand({FunctionName: "orders", InvocationType: "Event", Payload: event.body}));
      return {statusCode: 202};
    `,
  },
  'lambda/streaming': {
    before: integration`
      type: aws_proxy
      responseTransferMode: STREAM
    `,
    after: act`
      // Answer with a link to the data instead of the data:
      return {statusCode: 303, headers: {location: await presignedUrl(bucket, key)}};
    `,
  },
  'lambda/non-proxy': {
    before: integration`
      type: aws
      requestTemplates: {application/json: '{"id": "$input.params(''id'')"}'}
      responses: {default: {statusCode: "200"}}
    `,
    after: write`
      type: aws_proxy   # and the function reads event.pathParameters.id
    `,
  },
  'lambda/parameter-mapping': {
    before: integration`
      type: aws_proxy
      requestParameters: {integration.request.querystring.Qualifier: stageVariables.version}
    `,
    after: decide`
      accept: [{rule: lambda/parameter-mapping, reason: The uri names the version already.}]
    `,
  },
  'lambda/mapping-ignored': {
    before: integration`
      type: aws_proxy
      requestParameters: {integration.request.header.x-tenant: context.authorizer.tenant}
    `,
    after: act`
      // The function finds it where it is today:
      event.requestContext.authorizer.tenant
    `,
  },
  'lambda/failing-mapping': {
    before: integration`
      type: aws_proxy
      requestParameters: {integration.request.header.Authorization: method.request.header.Authorization}
    `,
    after: decide`
      accept: [{rule: lambda/failing-mapping, reason: The method is meant to work.}]
    `,
  },
  'lambda/cross-region': {
    before: integration`
      type: aws_proxy
      uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:orders/invocations
    `,
    after: write`
      type: aws_proxy
      uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:orders/invocations
    `,
  },
  'lambda/permission': {
    before: settings`
      restApi: {id: a1b2c3d4e5}
      functions:
        - arn: arn:aws:lambda:eu-west-1:111122223333:function:orders
          policy: '{"Statement": [{"Effect": "Allow", "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/*"}}}]}'
    `,
    after: act`
      aws lambda add-permission --function-name orders --statement-id http-api --action lambda:InvokeFunction \
        --principal apigateway.amazonaws.com --source-arn 'arn:aws:execute-api:eu-west-1:111122223333:HTTP_API_ID/*/*'
    `,
  },
};
