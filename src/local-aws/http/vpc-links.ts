import type { JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { OperationOutcome } from '../operation.js';
import { at, type HttpAccount, having, lacking } from './account.js';
import { done, type HttpOperation, textIn, timestamp } from './call.js';
import { memberRefusal, membersOf, type Shape, text, texts } from './members.js';
import { page, pageQuery } from './pages.js';
import { notFound } from './refusals.js';
import { tagRefusal, tagsIn } from './tag-maps.js';

const shape: Shape = { name: text(128, 1), securityGroupIds: texts, subnetIds: texts };
const path = '/v2/vpclinks';
const itemPath = `${path}/{vpcLinkId}`;

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html */
export const vpcLinkOperations: HttpOperation[] = [
  {
    ...{ name: 'CreateVpcLink', verb: 'POST', path, status: 201 },
    run: (account, input, world) => {
      const { name, subnetIds } = input;
      if (name === undefined || subnetIds === undefined) return badRequest('A VPC link needs a name and subnetIds.');
      const refusal = memberRefusal(input, shape) ?? tagRefusal(input['tags']);
      if (refusal) return refusal;
      const vpcLinkId = world.newId(6);
      const link = {
        ...{ createdDate: timestamp(world.now()), name, securityGroupIds: [], ...membersOf(input, shape), vpcLinkId },
        ...{ tags: tagsIn(input['tags']), vpcLinkVersion: 'V2' },
      };
      account.vpcLinks = having(account.vpcLinks, vpcLinkId, { ...link, ...available });
      return done({ ...link, ...pending });
    },
  },
  { ...{ name: 'GetVpcLink', verb: 'GET', path: itemPath, status: 200 }, run: onLink((_account, link) => done(link)) },
  {
    ...{ name: 'GetVpcLinks', verb: 'GET', path, status: 200, query: pageQuery },
    run: ({ vpcLinks }, input) => page(Object.values(vpcLinks), input),
  },
  {
    ...{ name: 'UpdateVpcLink', verb: 'PATCH', path: itemPath, status: 200 },
    run: onLink((account, before, input) => {
      const refusal = memberRefusal(input, { name: text(128, 1) });
      if (refusal) return refusal;
      const link = { ...before, ...membersOf(input, { name: text(128, 1) }) };
      account.vpcLinks = having(account.vpcLinks, textIn(input, 'vpcLinkId'), link);
      return done(link);
    }),
  },
  {
    ...{ name: 'DeleteVpcLink', verb: 'DELETE', path: itemPath, status: 202 },
    run: onLink((account, _link, input) => {
      account.vpcLinks = lacking(account.vpcLinks, textIn(input, 'vpcLinkId'));
      return done({});
    }),
  },
];

/** A link takes minutes at AWS; here it is ready with the next call (D: examples of create-vpc-link and get-vpc-link). */
const pending = { vpcLinkStatus: 'PENDING', vpcLinkStatusMessage: 'VPC link is provisioning ENIs' };
const available = { vpcLinkStatus: 'AVAILABLE', vpcLinkStatusMessage: 'VPC link is ready to route traffic' };

function onLink(
  run: (account: HttpAccount, link: JsonObject, input: JsonObject) => OperationOutcome,
): HttpOperation['run'] {
  return (account, input) => {
    const id = textIn(input, 'vpcLinkId');
    const link = at(account.vpcLinks, id);
    return link ? run(account, link, input) : notFound(`Invalid VpcLink identifier specified ${id}`);
  };
}
