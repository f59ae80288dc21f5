import { act, becomes, decide, type ExamplesOf, integration, settings, write } from './fragment.js';

const listener =
  'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/inside/50dc6c495c0c9188/f2f7dc8efc522ab2';

export const vpcLink: ExamplesOf<'vpc-link'> = {
  'vpc-link/needs-decision': {
    before: integration`
      type: http_proxy
      connectionType: VPC_LINK
      connectionId: k3l4m5
      uri: http://inside.example.com/orders
    `,
    after: decide`
      vpcLinks:
        k3l4m5: {id: v2l1nk, listener: ${listener}}
    `,
  },
  'vpc-link/path-hidden': {
    before: integration`
      type: http_proxy
      connectionType: VPC_LINK
      connectionId: k3l4m5
      uri: http://inside.example.com/orders?all   # a parameter without a value
    `,
    beside: decide`
      vpcLinks:
        k3l4m5: {id: v2l1nk, listener: ${listener}}
    `,
    after: write`
      type: http_proxy
      connectionType: VPC_LINK
      connectionId: k3l4m5
      uri: http://inside.example.com/orders?all=true
    `,
  },
  'vpc-link/rewritten': {
    before: integration`
      type: http_proxy
      connectionType: VPC_LINK
      connectionId: k3l4m5
      uri: http://inside.example.com/orders
    `,
    beside: decide`
      vpcLinks:
        k3l4m5: {id: v2l1nk, listener: ${listener}}
    `,
    after: becomes`
      type: HTTP_PROXY
      connectionType: VPC_LINK
      connectionId: v2l1nk
      uri: ${listener}
      requestParameters: {overwrite:path: /orders}
    `,
  },
  'vpc-link/known': {
    before: settings`
      vpcLinks: [{id: k3l4m5, version: 1}]
    `,
    beside: integration`
      type: http_proxy
      connectionType: VPC_LINK
      connectionId: k3l4m5
      uri: http://inside.example.com/orders
    `,
    after: act`aws apigatewayv2 create-vpc-link --name inside --subnet-ids subnet-0a subnet-0b   # the subnets of the load balancer`,
  },
};
