import { accountOperations, emptyAwsAccount, rpcServices } from '../../src/local-aws/account.js';
import type { Operation } from '../../src/local-aws/operation.js';
import type { RestAccount } from '../../src/local-aws/rest/account.js';
import { bind } from '../../src/local-aws/served-operation.js';
import type { ServeAwsOptions } from '../../src/local-aws/server.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';

export interface RestEndpoint extends Endpoint {
  rest: RestAccount;
}

/** Load balancers that every account of a test has. */
const balancerOperations: Operation<unknown>[] = [
  {
    ...{ name: 'DescribeLoadBalancers', verb: 'POST', path: '/', status: 200 },
    run: () => ({
      kind: 'done',
      answer: { LoadBalancers: [{ LoadBalancerName: 'inner', Type: 'network', DNSName: 'inner.elb.test' }] },
    }),
  },
  {
    ...{ name: 'DescribeListeners', verb: 'POST', path: '/', status: 200 },
    run: () => ({
      kind: 'done',
      answer: { Listeners: [{ ListenerArn: 'arn:aws:elasticloadbalancing:listener', Port: 80, Protocol: 'TCP' }] },
    }),
  },
];

/** An endpoint with all that an export calls. */
export async function openRestEndpoint(options: Partial<ServeAwsOptions> = {}): Promise<RestEndpoint> {
  const account = emptyAwsAccount();
  const balancers = {
    ...{ version: '2015-12-01', xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/' },
    operations: bind(balancerOperations, undefined, 'cloudwatch'),
  };
  const operations = accountOperations(account);
  const endpoint = await openEndpoint({ operations, rpc: [...rpcServices(account), balancers], ...options }, account);
  return { ...endpoint, rest: account.rest };
}
