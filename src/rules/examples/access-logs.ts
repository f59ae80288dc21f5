import { act, type ExamplesOf, settings, stage } from './fragment.js';

export const accessLogs: ExamplesOf<'access-logs'> = {
  'access-logs/format': {
    before: settings`
      stage:
        accessLogSettings:
          destinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:orders
          format: '{"requestId":"$context.requestId","trace":"$context.xrayTraceId"}'
    `,
    after: stage`
      accessLog:
        destinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:orders
        format: '{"requestId":"$context.requestId","dataProcessed":"$context.dataProcessed"}'
    `,
  },
  'access-logs/firehose': {
    before: settings`
      stage:
        accessLogSettings:
          destinationArn: arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-orders
          format: $context.requestId
    `,
    after: act`
      aws logs put-subscription-filter --log-group-name orders --filter-name to-firehose --filter-pattern '' \
        --destination-arn arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders --role-arn ROLE
    `,
  },
  'access-logs/too-long': {
    before: settings`
      stage:
        accessLogSettings:
          destinationArn: arn:aws:logs:eu-west-1:111122223333:log-group:orders
          format: $context.requestId ${'$context.identity.userAgent '.repeat(40)}
    `,
    after: act`
      aws apigatewayv2 create-stage --api-id HTTP_API_ID --stage-name prod --access-log-settings \
        'DestinationArn=arn:aws:logs:eu-west-1:111122223333:log-group:orders,Format=$context.requestId $context.status'
    `,
  },
};
