import type { BackendUrl, Decisions, JsonObject, Question, RestApi, Route } from '../model/index.js';
import { balancersOf } from './known-settings.js';
import { stagesNote } from './vpc-link.js';
import { isStageVariable, type LinkedAddress, linkedAddresses, listenerForm, listenerOf } from './vpc-link-decision.js';

type OpenAddress = LinkedAddress & { route: Route };

/** Asks once for each link, not for each method that uses it, with one listener for each address behind the link. */
export function vpcLinkQuestions(api: RestApi, decisions: Decisions): Question[] {
  const links = new Map<string, OpenAddress[]>();
  for (const use of linkedAddresses(api)) {
    const uses = links.get(use.link.id.text);
    if (uses) uses.push(use);
    else links.set(use.link.id.text, [use]);
  }
  return [...links].flatMap(([id, uses]) => {
    const open = uses.filter((use) => listenerOf(use, decisions) === undefined);
    return open.length === 0 ? [] : [questionOf(id, { uses, open, balancers: balancersOf(api, id) })];
  });
}

interface OpenLink {
  uses: OpenAddress[];
  open: OpenAddress[];
  /** What the link leads to, where settings tell it. */
  balancers: string;
}

function questionOf(id: string, { uses, open, balancers }: OpenLink): Question {
  const addresses = [...new Map(open.map((use) => [use.url.address, use])).values()];
  const [first] = addresses;
  const note = first
    ? stagesNote(
        first.link,
        addresses.map(({ url }) => url),
      )
    : '';
  return {
    id: `vpc-link:${id}`,
    question: `Which VPC link V2 stands for ${id || 'the link without id'}, and which listener behind it for ${addresses.map(({ url }) => addressText(url)).join(', and for ')}?${balancers === '' ? '' : ` It leads to ${balancers}.`}${note}`,
    command: commandFor(id, addresses),
    decides: {
      key: ['vpcLinks', id],
      form: formOf(addresses, new Set(uses.map(({ url }) => url.address)).size),
      routes: open.map(({ route }) => route),
    },
  };
}

/** Port and protocol that the listener must have, as far as the URL tells. */
function addressText({ address, scheme, port, host, isOpen }: BackendUrl): string {
  const protocol = scheme === undefined ? 'HTTP, or HTTPS with serverNameToVerify' : scheme.toUpperCase();
  const at = port === undefined ? 'its port' : `port ${port}`;
  const base = isOpen ? `; basePath is what ${host} holds of the path, / for nothing` : '';
  return `${address} (${protocol} on ${at}${base})`;
}

function formOf(addresses: LinkedAddress[], count: number): JsonObject {
  const [first] = addresses;
  if (first && count === 1) return { id: '', ...listenerForm(first) };
  return { id: '', listeners: Object.fromEntries(addresses.map((each) => [each.url.address, listenerForm(each)])) };
}

function commandFor(id: string, addresses: LinkedAddress[]): string {
  const varies = isStageVariable(id) || addresses.some(({ url }) => isStageVariable(url.address));
  return [
    ...(varies ? ["aws apigateway get-stages --rest-api-id REST_API_ID --query 'item[].[stageName,variables]'"] : []),
    `aws apigateway get-vpc-link --vpc-link-id ${/^[\w-]+$/.test(id) ? id : 'VPC_LINK_ID'}`,
    'aws apigatewayv2 get-vpc-links',
    'aws elbv2 describe-listeners --load-balancer-arn LOAD_BALANCER_ARN',
  ].join('; ');
}
