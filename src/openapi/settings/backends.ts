import { below, isObject, type JsonObject, type Operation, type Setting, type VpcLinkUse } from '../../model/index.js';
import { templatedOf } from '../templated.js';
import { type Found, readList, type Section, strangers, together } from './members.js';

const linkKeys = [
  ...['id', 'version', 'name', 'description', 'status', 'statusMessage', 'targetArns', 'subnetIds', 'securityGroupIds'],
  ...['createdDate', 'tags', 'loadBalancers'],
];
const balancerKeys = ['arn', 'name', 'type', 'dnsName', 'listeners'];
const listenerKeys = ['arn', 'port', 'protocol'];

export function readVpcLink({ value, at }: Section): Found {
  const name = templatedOf(value['id'])?.text ?? 'VPC link';
  return together([
    { settings: [{ at, kind: 'vpc-link', value, name }], unrecognised: strangers(value, at, linkKeys) },
    readList(value['loadBalancers'], below(at, 'loadBalancers'), (balancer) =>
      together([
        { settings: [], unrecognised: strangers(balancer.value, balancer.at, balancerKeys) },
        readList(balancer.value['listeners'], below(balancer.at, 'listeners'), (listener) => ({
          settings: [],
          unrecognised: strangers(listener.value, listener.at, listenerKeys),
        })),
      ]),
    ),
  ]);
}

export function readFunction({ value, at }: Section): Found {
  const name = templatedOf(value['arn'])?.text ?? 'function';
  return {
    settings: [{ at, kind: 'function-policy', value, name }],
    unrecognised: strangers(value, at, ['arn', 'policy']),
  };
}

/**
 * @returns the methods, with the listener for each whose V2 link leads to a load balancer that has but one: then there
 *   is nothing to choose (FE-INT-VPC2)
 */
export function withListeners(operations: Operation[], settings: readonly Setting[]): Operation[] {
  const links = settings.flatMap(({ kind, value }) => (kind === 'vpc-link' && isObject(value) ? [value] : []));
  if (links.length === 0) return operations;
  return operations.map((operation) => {
    const { integration } = operation;
    const link = integration?.vpcLink;
    const listener = link && onlyListener(link, links);
    if (integration === undefined || link === undefined || listener === undefined) return operation;
    return { ...operation, integration: { ...integration, vpcLink: { ...link, listener } } };
  });
}

function onlyListener({ id, target }: VpcLinkUse, links: JsonObject[]): string | undefined {
  const link = links.find((each) => each['version'] === 2 && each['id'] === id.text);
  const balancer = objectsIn(link?.['loadBalancers']).find(({ arn }) => arn === target?.text);
  const [first, ...others] = objectsIn(balancer?.['listeners']);
  return typeof first?.['arn'] === 'string' && others.length === 0 ? first['arn'] : undefined;
}

function objectsIn(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
