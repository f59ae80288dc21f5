import type { VpcLinkItem } from '../account.js';
import { known } from '../input.js';
import { own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_VpcLink.html */
export const vpcLinkOperations: RestOperation[] = [
  restOperation({ name: 'CreateVpcLink', at: 'POST /vpclinks', status: 202, run: create }),
  restOperation({
    name: 'GetVpcLinks',
    at: 'GET /vpclinks',
    query: pageQuery,
    run: ({ account, input }) => pageOf(Object.values(account.vpcLinks), ({ id }) => id, input),
  }),
  restOperation({ name: 'GetVpcLink', at: 'GET /vpclinks/{vpcLinkId}', run: vpcLinkOf }),
  restOperation({ name: 'UpdateVpcLink', at: 'PATCH /vpclinks/{vpcLinkId}', run: update }),
  restOperation({
    name: 'DeleteVpcLink',
    at: 'DELETE /vpclinks/{vpcLinkId}',
    run: (call) => {
      delete call.account.vpcLinks[vpcLinkOf(call).id];
      return {};
    },
  }),
];

function vpcLinkOf({ account, input }: Call): VpcLinkItem {
  const link = own(account.vpcLinks, input.required('vpcLinkId'));
  if (!link) throw notFound('Invalid Vpc Link identifier specified');
  return link;
}

/** It is pending in the answer, and here already there when somebody looks again. */
function create({ account, input, world }: Call): VpcLinkItem {
  const targetArns = input.list('targetArns') ?? [];
  if (targetArns.length !== 1)
    throw badRequest('VpcLink target ARNs must contain exactly one Network Load Balancer ARN');
  const link: VpcLinkItem = {
    id: world.newId(6),
    name: input.required('name'),
    ...known({ description: input.text('description') }),
    targetArns,
    status: 'PENDING',
    ...known({ tags: input.texts('tags') }),
  };
  account.vpcLinks[link.id] = { ...link, status: 'AVAILABLE', statusMessage: 'Your vpc link is ready for use' };
  return link;
}

const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/name', ops: ['replace'], kind: 'property', needed: true },
    { path: '/description', ops: ['replace'], kind: 'property' },
  ],
};

function update(call: Call): VpcLinkItem {
  const link = patched(vpcLinkOf(call), patchesOf(call.input), rules);
  call.account.vpcLinks[link.id] = link;
  return link;
}
