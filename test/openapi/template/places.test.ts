import { describe, expect, it } from 'vitest';
import { documentOf } from './templates.js';

const template = `Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    BinaryMediaTypes:
      - image/png
    EndpointConfiguration:
      Type: PRIVATE
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      BinaryMediaTypes:
        - image/gif
      Cors: "'*'"
      Auth:
        DefaultAuthorizer: Mine
        Authorizers:
          Mine:
            FunctionArn: !GetAtt Check.Arn
      DefinitionBody:
        openapi: 3.0.1
        info: {title: t, version: '1'}
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations
`;

describe('places lead into the template', () => {
  const document = documentOf(template);
  it.each([
    ['the whole definition', '', 21, 7],
    ['a node of the body', '/paths/~1a/get/x-amazon-apigateway-integration/uri', 29, 17],
    ['a preflight that Cors adds', '/paths/~1a/options', 15, 7],
    ['a node below it', '/paths/~1a/options/x-amazon-apigateway-integration/responses', 15, 7],
    ['security that Auth adds', '/paths/~1a/get/security/0/Mine', 17, 9],
    ['a scheme that Auth adds', '/components/securitySchemes/Mine/x-amazon-apigateway-authorizer', 19, 11],
    ['a node that stands nowhere', '/paths/~1b', 24, 9],
  ])('of %s', (_, pointer, line, column) => {
    const place = document.locate([pointer]).get(pointer);
    expect(place).toEqual({ file: 'template.yaml', pointer, line, column });
  });

  it.each([
    ['a property of the API', '/stage/stageName', 12, 7],
    ['a property of Globals', '/restApi/endpointConfiguration/types', 7, 7],
    ['a map of properties', '/stage', 11, 5],
    ['what has no place of its own', '/version', 9, 3],
  ])('of the setting from %s', (_, pointer, line, column) => {
    expect(document.settings?.locate([pointer]).get(pointer)).toMatchObject({ pointer, line, column });
  });

  it('of lists that Globals and the API have parts of', () => {
    expect(document.root['x-amazon-apigateway-binary-media-types']).toEqual(['image/png', 'image/gif']);
  });
});
