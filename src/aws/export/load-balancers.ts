import type { JsonObject } from '../../model/index.js';
import { allPages, answerJson } from '../answers.js';
import type { Region } from '../region.js';
import { attempt, type Scope } from './scope.js';

/**
 * @param place what the load balancer is a part of, for what stays unknown of it
 * @returns the load balancer and its listeners, of which an HTTP API names one; undefined where it could not be read
 */
export async function readLoadBalancer(scope: Scope, arn: string, place: string): Promise<JsonObject | undefined> {
  const { region } = scope;
  const name = `${place}/${arn}`;
  const [balancer, listeners] = await Promise.all([
    attempt(scope, { name, permission: 'elasticloadbalancing:DescribeLoadBalancers' }, () =>
      region.once(`load balancer ${arn}`, () => describe(region, arn)),
    ),
    attempt(scope, { name: `${name}/listeners`, permission: 'elasticloadbalancing:DescribeListeners' }, () =>
      region.once(`listeners ${arn}`, () => listenersOf(region, arn)),
    ),
  ]);
  if (balancer === undefined && listeners === undefined) return undefined;
  return { arn, ...balancer, ...(listeners !== undefined && { listeners }) };
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html */
async function describe({ clients, call }: Region, arn: string): Promise<JsonObject> {
  const client = await clients.loadBalancers();
  const { DescribeLoadBalancersCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const command = () => new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] });
  const { LoadBalancers = [] } = await call('elasticloadbalancing', () => client.send(command()));
  const { LoadBalancerName, Type, DNSName } = LoadBalancers[0] ?? {};
  return answerJson({ name: LoadBalancerName, type: Type, dnsName: DNSName });
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html */
async function listenersOf({ clients, call }: Region, arn: string): Promise<JsonObject[]> {
  const client = await clients.loadBalancers();
  const { DescribeListenersCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
  const listeners = await allPages(async (from) => {
    const input = { LoadBalancerArn: arn, ...(from !== undefined && { Marker: from }) };
    const read = () => client.send(new DescribeListenersCommand(input));
    const { Listeners, NextMarker } = await call('elasticloadbalancing', read);
    return { items: Listeners, next: NextMarker };
  });
  return listeners.map(({ ListenerArn, Port, Protocol }) =>
    answerJson({ arn: ListenerArn, port: Port, protocol: Protocol }),
  );
}
