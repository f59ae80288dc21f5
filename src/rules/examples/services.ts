import { act, becomes, decide, type ExamplesOf, integration, write } from './fragment.js';

export const services: ExamplesOf<'services'> = {
  'services/integration': {
    before: integration`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem
      credentials: arn:aws:iam::111122223333:role/orders
      requestTemplates: {application/json: '{"TableName": "orders", "Key": {"id": {"S": "$input.params(''id'')"}}}'}
      responses: {default: {statusCode: "200"}}
    `,
    after: write`
      type: aws_proxy   # a function that calls GetItem
    `,
  },
  'services/not-writable': {
    before: integration`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:states:action/StartExecution
      credentials: arn:aws:iam::111122223333:role/orders
      requestTemplates:
        application/json: '{"stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:order", "name": "$input.path(''$.id'').toLowerCase()"}'
      responses: {default: {statusCode: "200"}}
    `,
    after: write`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:states:action/StartExecution
      credentials: arn:aws:iam::111122223333:role/orders
      requestTemplates:   # and callers send what the name is to be
        application/json: '{"stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:order", "name": "$input.path(''$.name'')"}'
      responses: {default: {statusCode: "200"}}
    `,
  },
  'services/subtype': {
    before: integration`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders
      credentials: arn:aws:iam::111122223333:role/orders
      requestParameters: {integration.request.header.Content-Type: "'application/x-www-form-urlencoded'"}
      requestTemplates: {application/json: Action=SendMessage&MessageBody=$util.urlEncode($input.body)}
      responses: {default: {statusCode: "200"}}
    `,
    after: becomes`
      type: AWS_PROXY
      integrationSubtype: SQS-SendMessage
      credentials: arn:aws:iam::111122223333:role/orders
      requestParameters: {QueueUrl: https://sqs.eu-west-1.amazonaws.com/111122223333/orders, MessageBody: $request.body}
    `,
  },
  'services/argument': {
    before: integration`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:states:action/StartExecution
      credentials: arn:aws:iam::111122223333:role/orders
      requestTemplates:
        application/json: '{"stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:order", "input": "$util.escapeJavaScript($input.body)"}'
      responses: {default: {statusCode: "200"}}
    `,
    after: becomes`
      integrationSubtype: StepFunctions-StartExecution
      requestParameters: {StateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:order", Input: $request.body}
    `,
  },
  'services/answer': {
    before: integration`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:sqs:path/111122223333/orders
      credentials: arn:aws:iam::111122223333:role/orders
      requestParameters: {integration.request.header.Content-Type: "'application/x-www-form-urlencoded'"}
      requestTemplates: {application/json: Action=SendMessage&MessageBody=$util.urlEncode($input.body)}
      responses: {default: {statusCode: "200"}}   # this: 200 whatever SQS answers
    `,
    after: act`
      # Try one that succeeds and one that fails on the new API, and compare:
      curl -i https://HTTP_API_ID.execute-api.eu-west-1.amazonaws.com/orders/7 -d '{"count": 1}'
    `,
  },
  'services/kinesis-data': {
    before: integration`
      type: aws
      uri: arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord
      credentials: arn:aws:iam::111122223333:role/orders
      requestTemplates:
        application/json: '{"StreamName": "orders", "PartitionKey": "$input.path(''$.id'')", "Data": "$util.base64Encode($input.body)"}'
      responses: {default: {statusCode: "200"}}
    `,
    after: decide`
      accept: [{rule: services/kinesis-data, reason: A record of a scratch API had the bytes of today.}]
    `,
  },
};
