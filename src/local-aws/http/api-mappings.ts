import type { JsonObject } from '../../model/index.js';
import type { DomainRecord } from '../domains.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { at, type HttpAccount, having, lacking } from './account.js';
import { type Call, done, type HttpOperation, textIn } from './call.js';
import { onDomain } from './domain-names.js';
import { memberRefusal, membersOf, type Shape, text } from './members.js';
import { page, pageQuery } from './pages.js';
import { conflict, notFound } from './refusals.js';

const shape: Shape = { apiId: text(), apiMappingKey: text(300), stage: text(128) };
const path = '/v2/domainnames/{domainName}/apimappings';
const itemPath = `${path}/{apiMappingId}`;

/** Tells whether an API of another kind has a stage: mappings lead to REST APIs too. */
export type HasStage = (apiId: string, stage: string) => boolean;

/**
 * @param hasStage of APIs that are no HTTP APIs
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html
 */
export function apiMappingOperations(hasStage: HasStage): HttpOperation[] {
  return [
    {
      ...{ name: 'CreateApiMapping', verb: 'POST', path, status: 201 },
      run: onDomain((record, call) => {
        const mapping = { apiMappingKey: '', ...membersOf(call.input, shape) };
        return (
          mappingRefusal(record, call, { mapping, hasStage }) ??
          put(record, call, { ...mapping, apiMappingId: call.world.newId(6) })
        );
      }),
    },
    {
      ...{ name: 'GetApiMapping', verb: 'GET', path: itemPath, status: 200 },
      run: onDomain((record, { input }) => {
        const mapping = at(record.mappings, textIn(input, 'apiMappingId'));
        return mapping ? done(mapping) : absent;
      }),
    },
    {
      ...{ name: 'GetApiMappings', verb: 'GET', path, status: 200, query: pageQuery },
      run: onDomain(({ mappings }, { input }) => page(Object.values(mappings), input)),
    },
    {
      ...{ name: 'UpdateApiMapping', verb: 'PATCH', path: itemPath, status: 200 },
      run: onDomain((record, call) => {
        const before = at(record.mappings, textIn(call.input, 'apiMappingId'));
        if (!before) return absent;
        const mapping = { ...before, ...membersOf(call.input, shape) };
        return mappingRefusal(record, call, { mapping, hasStage }) ?? put(record, call, mapping);
      }),
    },
    {
      ...{ name: 'DeleteApiMapping', verb: 'DELETE', path: itemPath, status: 204 },
      run: onDomain((record, { input }) => {
        const id = textIn(input, 'apiMappingId');
        if (!at(record.mappings, id)) return absent;
        record.mappings = lacking(record.mappings, id);
        return done({});
      }),
    },
  ];
}

/** The message is that of moto (C). */
const absent = notFound('The api mapping resource specified in the request was not found.');

function put(record: DomainRecord, _call: Call, mapping: JsonObject) {
  record.mappings = having(record.mappings, textIn(mapping, 'apiMappingId'), mapping);
  return done(mapping);
}

interface Wanted {
  mapping: JsonObject;
  hasStage: HasStage;
}

/** Messages on stage and equal keys are AWS's (aws/aws-cdk#9078, aws/aws-cdk#22660, C); the rest I. */
function mappingRefusal(
  { mappings }: DomainRecord,
  { input, account }: Call,
  { mapping, hasStage }: Wanted,
): Refusal | undefined {
  const [apiId, stage, key] = ['apiId', 'stage', 'apiMappingKey'].map((name) => textIn(mapping, name));
  const refusal = memberRefusal(input, shape);
  if (refusal) return refusal;
  if (!isKey(key ?? '')) return badRequest(keyForm);
  if (!leads(account, apiId ?? '', stage ?? '') && !hasStage(apiId ?? '', stage ?? '')) {
    return badRequest('Invalid stage identifier specified');
  }
  const others = Object.values(mappings).filter((other) => other['apiMappingId'] !== mapping['apiMappingId']);
  if (!others.some((other) => other['apiMappingKey'] === key)) return undefined;
  return conflict('ApiMapping key already exists for this domain name');
}

/** Levels of letters, digits and `$-_.+!*'()`, without a slash at the ends. */
function isKey(key: string): boolean {
  return key === '' || /^[\w$\-.+!*'()]+(?:\/[\w$\-.+!*'()]+)*$/.test(key);
}

const keyForm =
  "API mapping key should not start or end with a '/' and should only contain $-_.+!*'()/ and alphanumerics";

function leads({ apis }: HttpAccount, apiId: string, stage: string): boolean {
  const record = at(apis, apiId);
  return record !== undefined && at(record.stages, stage) !== undefined;
}
