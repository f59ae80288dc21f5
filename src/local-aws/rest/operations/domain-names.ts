import { isObject, type JsonObject } from '../../../model/index.js';
import type { DomainRecord } from '../../domains.js';
import { httpDomain, restDomain } from '../domain-forms.js';
import { type Input, known } from '../input.js';
import { own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html */
export const domainNameOperations: RestOperation[] = [
  restOperation({ name: 'CreateDomainName', at: 'POST /domainnames', run: create }),
  restOperation({
    name: 'GetDomainNames',
    at: 'GET /domainnames',
    query: pageQuery,
    run: ({ account, input }) =>
      pageOf(Object.values(account.domainNames).map(restDomain), ({ domainName }) => domainName, input),
  }),
  restOperation({
    name: 'GetDomainName',
    at: 'GET /domainnames/{domainName}',
    run: (call) => restDomain(domainOf(call)),
  }),
  restOperation({ name: 'UpdateDomainName', at: 'PATCH /domainnames/{domainName}', run: update }),
  restOperation({
    name: 'DeleteDomainName',
    at: 'DELETE /domainnames/{domainName}',
    run: (call) => {
      delete call.account.domainNames[restDomain(domainOf(call)).domainName];
      return {};
    },
  }),
];

/** @throws RefusedCall where the account has no such domain */
export function domainOf({ account, input }: Call): DomainRecord {
  const domain = own(account.domainNames, input.required('domainName'));
  if (!domain) throw notFound('Invalid domain name identifier specified');
  return domain;
}

function create({ account, input, world }: Call) {
  const domainName = input.required('domainName').toLowerCase();
  if (own(account.domainNames, domainName)) throw badRequest('The domain name you provided already exists.');
  const item = {
    domainName,
    ...certificateOf(input),
    endpointConfiguration: endpointOf(input),
    domainNameStatus: 'AVAILABLE',
    securityPolicy: input.text('securityPolicy') ?? 'TLS_1_2',
    ...known({ mutualTlsAuthentication: input.object('mutualTlsAuthentication'), tags: input.texts('tags') }),
  };
  const record: DomainRecord = { domainName: httpDomain(item, world), mappings: {} };
  account.domainNames[domainName] = record;
  return restDomain(record);
}

function certificateOf(input: Input) {
  return known({
    certificateName: input.text('certificateName'),
    certificateArn: input.text('certificateArn'),
    regionalCertificateName: input.text('regionalCertificateName'),
    regionalCertificateArn: input.text('regionalCertificateArn'),
    ownershipVerificationCertificateArn: input.text('ownershipVerificationCertificateArn'),
  });
}

function endpointOf(input: Input): JsonObject {
  const { types, ipAddressType } = input.object('endpointConfiguration') ?? {};
  return { types: Array.isArray(types) ? types.map(String) : ['EDGE'], ipAddressType: ipAddressType ?? 'ipv4' };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateDomainName-Patch */
const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/certificateArn', ops: ['replace'], kind: 'property' },
    { path: '/certificateName', ops: ['replace'], kind: 'property' },
    { path: '/regionalCertificateArn', ops: ['replace'], kind: 'property' },
    { path: '/regionalCertificateName', ops: ['replace'], kind: 'property' },
    { path: '/ownershipVerificationCertificateArn', ops: ['replace'], kind: 'property' },
    { path: '/securityPolicy', ops: ['replace'], kind: 'property' },
    { path: '/endpointConfiguration/types/*', ops: ['add', 'replace', 'remove'], kind: 'member' },
    { path: '/endpointConfiguration/ipAddressType', ops: ['replace'], kind: 'property' },
    { path: '/mutualTlsAuthentication/truststoreUri', ops: ['add', 'replace', 'remove'], kind: 'property' },
    { path: '/mutualTlsAuthentication/truststoreVersion', ops: ['add', 'replace', 'remove'], kind: 'property' },
  ],
};

function update(call: Call) {
  const record = domainOf(call);
  const { mutualTlsAuthentication: mutual, ...changed } = patched(restDomain(record), patchesOf(call.input), rules);
  const isMutual = isObject(mutual) && Object.keys(mutual).length > 0;
  const item = { ...changed, ...(isMutual && { mutualTlsAuthentication: mutual }) };
  const { routingMode = null } = record.domainName;
  record.domainName = { ...httpDomain(item, call.world), routingMode };
  return restDomain(record);
}
