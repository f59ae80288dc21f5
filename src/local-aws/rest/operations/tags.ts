import type { RestAccount, Tags } from '../account.js';
import { own } from '../lookup.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/tags/{resourceArn}';

/** The texts in this file are our inference. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging.html */
export const tagOperations: RestOperation[] = [
  restOperation({
    name: 'TagResource',
    at: `PUT ${at}`,
    status: 204,
    run: (call) => {
      const tagged = taggedOf(call);
      tagged.tags = { ...tagged.tags, ...call.input.texts('tags') };
      return {};
    },
  }),
  restOperation({
    name: 'UntagResource',
    at: `DELETE ${at}`,
    query: { tagKeys: 'tagKeys' },
    status: 204,
    run: (call) => {
      const tagged = taggedOf(call);
      const gone = call.input.list('tagKeys') ?? [];
      tagged.tags = Object.fromEntries(Object.entries(tagged.tags ?? {}).filter(([key]) => !gone.includes(key)));
      return {};
    },
  }),
  restOperation({ name: 'GetTags', at: `GET ${at}`, run: (call) => ({ tags: taggedOf(call).tags ?? {} }) }),
];

/** `arn:aws:apigateway:REGION::/restapis/ID/stages/NAME`, and so on. */
function taggedOf({ account, input }: Call): { tags?: Tags } {
  const path = /^arn:[^:]+:apigateway:[^:]*:[^:]*:\/(.+)$/.exec(input.required('resourceArn'))?.[1];
  if (path === undefined) throw badRequest('Invalid ARN specified in the request');
  const tagged = itemAt(account, path.split('/'));
  if (!tagged) throw notFound('Invalid resource identifier specified');
  return tagged;
}

function itemAt(account: RestAccount, [kind, id = '', part, name = '']: string[]): { tags?: Tags } | undefined {
  switch (kind) {
    case 'restapis': {
      const api = own(account.apis, id);
      return part === 'stages' ? own(api?.stages ?? {}, name) : api;
    }
    case 'usageplans':
      return own(account.usagePlans, id)?.item;
    case 'apikeys':
      return own(account.apiKeys, id);
    case 'domainnames':
      return own(account.domainNames, id)?.domainName;
    case 'vpclinks':
      return own(account.vpcLinks, id);
    default:
      return undefined;
  }
}
