import type { JsonObject } from '../../model/index.js';
import type { DomainRecord } from '../domains.js';
import type { OperationOutcome } from '../operation.js';
import { type ApiRecord, at, type HttpAccount, having } from './account.js';
import { putStage } from './auto-deploy.js';
import { done, type HttpOperation, textIn } from './call.js';
import { notFound } from './refusals.js';
import { tagRefusal, tagsIn } from './tag-maps.js';

const path = '/v2/tags/{resourceArn}';

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html */
export const tagOperations: HttpOperation[] = [
  {
    ...{ name: 'GetTags', verb: 'GET', path, status: 200 },
    run: onTagged(({ tags }) => done({ tags })),
  },
  {
    ...{ name: 'TagResource', verb: 'POST', path, status: 201 },
    run: onTagged(({ tags, put }, input) => {
      const merged = { ...tags, ...tagsIn(input['tags']) };
      const refusal = tagRefusal(input['tags']) ?? tagRefusal(merged);
      if (refusal) return refusal;
      put(merged);
      return done({});
    }),
  },
  {
    ...{ name: 'UntagResource', verb: 'DELETE', path, status: 204, query: { tagKeys: 'tagKeys' } },
    run: onTagged(({ tags, put }, { tagKeys }) => {
      // One key alone is no list on the wire.
      const keys = new Set([tagKeys].flat().map(String));
      put(Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.has(key))));
      return done({});
    }),
  },
];

/** The tags of a resource, and how they are replaced. */
interface Tagged {
  tags: JsonObject;
  put(tags: JsonObject): void;
}

function onTagged(run: (tagged: Tagged, input: JsonObject) => OperationOutcome): HttpOperation['run'] {
  return (account, input) => {
    const tagged = taggedBy(account, textIn(input, 'resourceArn'));
    return tagged ? run(tagged, input) : notFound('Invalid resource identifier specified');
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
function taggedBy(account: HttpAccount, arn: string): Tagged | undefined {
  const [, kind, id = '', part, name = ''] =
    /^arn:[^:]*:apigateway:[^:]*::\/(apis|domainnames|vpclinks)\/([^/]+)(?:\/(stages)\/([^/]+))?$/.exec(arn) ?? [];
  switch (kind) {
    case 'apis':
      return part === undefined ? taggedApi(at(account.apis, id)) : taggedStage(at(account.apis, id), name);
    case 'domainnames':
      return part === undefined ? taggedDomain(at(account.domainNames, id)) : undefined;
    case 'vpclinks':
      return part === undefined ? taggedLink(account, id) : undefined;
    default:
      return undefined;
  }
}

function taggedApi(record: ApiRecord | undefined): Tagged | undefined {
  if (!record) return undefined;
  return {
    tags: tagsIn(record.api['tags']),
    put: (tags) => {
      record.api = { ...record.api, tags };
    },
  };
}

function taggedStage(record: ApiRecord | undefined, name: string): Tagged | undefined {
  const stage = record && at(record.stages, name);
  return stage && { tags: tagsIn(stage['tags']), put: (tags) => putStage(record, { ...stage, tags }) };
}

function taggedDomain(record: DomainRecord | undefined): Tagged | undefined {
  if (!record) return undefined;
  const { domainName } = record;
  return {
    tags: tagsIn(domainName['tags']),
    put: (tags) => {
      record.domainName = { ...domainName, tags };
    },
  };
}

function taggedLink(account: HttpAccount, id: string): Tagged | undefined {
  const link = at(account.vpcLinks, id);
  if (!link) return undefined;
  return {
    tags: tagsIn(link['tags']),
    put: (tags) => {
      account.vpcLinks = having(account.vpcLinks, id, { ...link, tags });
    },
  };
}
