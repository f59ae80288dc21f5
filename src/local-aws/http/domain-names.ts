import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { DomainRecord } from '../domains.js';
import { badRequest } from '../import-report.js';
import type { OperationOutcome, Refusal } from '../operation.js';
import type { World } from '../world.js';
import { at, type HttpAccount } from './account.js';
import { type Call, done, type HttpOperation, textIn } from './call.js';
import { memberRefusal, membersOf, oneOf, type Shape, structure, text, withoutEmpty } from './members.js';
import { page, pageQuery } from './pages.js';
import { conflict, notFound } from './refusals.js';
import { tagRefusal, tagsIn } from './tag-maps.js';

const shape: Shape = {
  mutualTlsAuthentication: structure,
  routingMode: oneOf('API_MAPPING_ONLY', 'ROUTING_RULE_ONLY', 'ROUTING_RULE_THEN_API_MAPPING'),
};
const ofConfiguration: Shape = {
  certificateArn: text(),
  certificateName: text(),
  endpointType: oneOf('REGIONAL', 'EDGE'),
  ipAddressType: oneOf('ipv4', 'dualstack'),
  ownershipVerificationCertificateArn: text(),
  securityPolicy: text(128),
};
const path = '/v2/domainnames';
const itemPath = `${path}/{domainName}`;

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html */
export const domainNameOperations: HttpOperation[] = [
  { ...{ name: 'CreateDomainName', verb: 'POST', path, status: 201 }, run: createDomainName },
  {
    ...{ name: 'GetDomainName', verb: 'GET', path: itemPath, status: 200 },
    run: onDomain(({ domainName }) => done(domainName)),
  },
  {
    ...{ name: 'GetDomainNames', verb: 'GET', path, status: 200, query: pageQuery },
    run: ({ domainNames }, input) =>
      page(
        Object.values(domainNames).map(({ domainName }) => domainName),
        input,
      ),
  },
  { ...{ name: 'UpdateDomainName', verb: 'PATCH', path: itemPath, status: 200 }, run: onDomain(updateDomainName) },
  {
    // Routing rules cannot be made here, so there are none to list.
    ...{ name: 'ListRoutingRules', verb: 'GET', path: `${itemPath}/routingrules`, status: 200 },
    query: { domainNameId: 'domainNameId', maxResults: 'maxResults', nextToken: 'nextToken' },
    run: onDomain(() => done({ routingRules: [] })),
  },
  {
    // Its mappings go with it (I).
    ...{ name: 'DeleteDomainName', verb: 'DELETE', path: itemPath, status: 204 },
    run: onDomain((_record, { account, input }) => {
      delete account.domainNames[textIn(input, 'domainName')];
      return done({});
    }),
  },
];

/** Makes the `run` of an operation on a domain name that has to be there. The message is that of moto (C). */
export function onDomain(run: (record: DomainRecord, call: Call) => OperationOutcome): HttpOperation['run'] {
  return (account, input, world) => {
    const record = at(account.domainNames, textIn(input, 'domainName'));
    if (!record) return notFound('The domain name resource specified in the request was not found.');
    return run(record, { input, account, world });
  };
}

function createDomainName(account: HttpAccount, input: JsonObject, world: World): OperationOutcome {
  const name = textIn(input, 'domainName');
  const { domainNameConfigurations: list } = input;
  const refusal =
    nameRefusal(name) ?? configurationRefusal(list) ?? memberRefusal(input, shape) ?? tagRefusal(input['tags']);
  if (refusal) return refusal;
  // AWS's words (aws-cloudformation/cloudformation-coverage-roadmap#1151, C); the code I.
  if (at(account.domainNames, name)) return conflict('The domain name you provided already exists.');
  const domainName = {
    ...{ apiMappingSelectionExpression: '$request.basepath', domainName: name, routingMode: 'API_MAPPING_ONLY' },
    domainNameArn: `arn:${world.partition}:apigateway:${world.region}::/domainnames/${name}`,
    domainNameConfigurations: configurations(list, newEndpoint(world)),
    ...withoutEmpty(membersOf(input, shape), ['mutualTlsAuthentication']),
    tags: tagsIn(input['tags']),
  };
  account.domainNames[name] = { domainName, mappings: {} };
  return done(domainName);
}

function nameRefusal(name: string): Refusal | undefined {
  if (name === '') return badRequest('DomainName is required');
  return /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) ? undefined : badRequest('Invalid domain name specified');
}

/** One configuration with a certificate (CP-DOMAIN); words I. */
function configurationRefusal(list: Json | undefined): Refusal | undefined {
  const [configuration, more] = Array.isArray(list) ? list : [];
  if (!isObject(configuration) || more !== undefined)
    return badRequest('A domain name needs one domain name configuration.');
  if (textIn(configuration, 'certificateArn') === '') return badRequest('Certificate ARN is required');
  return memberRefusal(configuration, ofConfiguration);
}

/** What AWS gives a new domain name. The id of a hosted zone is that of its region, which is not kept here. */
function newEndpoint(world: World): JsonObject {
  return {
    apiGatewayDomainName: `d-${world.newId(10)}.execute-api.${world.region}.amazonaws.com`,
    ...{ domainNameStatus: 'AVAILABLE', endpointType: 'REGIONAL', hostedZoneId: 'Z0000000000000' },
    ...{ ipAddressType: 'ipv4', securityPolicy: 'TLS_1_2' },
  };
}

function configurations(list: Json | undefined, before: JsonObject): JsonObject[] {
  const given = Array.isArray(list) ? list.filter(isObject) : [];
  return given.map((configuration) => ({ ...before, ...membersOf(configuration, ofConfiguration) }));
}

function updateDomainName(record: DomainRecord, { input }: Call): OperationOutcome {
  const { domainNameConfigurations: list } = input;
  const [current] = Array.isArray(record.domainName['domainNameConfigurations'])
    ? record.domainName['domainNameConfigurations'].filter(isObject)
    : [];
  const merged = Array.isArray(list) ? configurations(list, current ?? {}) : undefined;
  const refusal = memberRefusal(input, shape) ?? (merged && configurationRefusal(merged));
  if (refusal) return refusal;
  const changed = {
    ...{ ...record.domainName, ...membersOf(input, shape) },
    ...(merged && { domainNameConfigurations: merged }),
  };
  const domainName = withoutEmpty(changed, ['mutualTlsAuthentication']);
  record.domainName = domainName;
  return done(domainName);
}
