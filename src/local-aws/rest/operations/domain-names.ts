import { isObject } from '../../../model/index.js';
import type { DomainNameRecord } from '../account.js';
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
      pageOf(
        Object.values(account.domainNames).map(({ item }) => item),
        ({ domainName }) => domainName,
        input,
      ),
  }),
  restOperation({ name: 'GetDomainName', at: 'GET /domainnames/{domainName}', run: (call) => domainOf(call).item }),
  restOperation({ name: 'UpdateDomainName', at: 'PATCH /domainnames/{domainName}', run: update }),
  restOperation({
    name: 'DeleteDomainName',
    at: 'DELETE /domainnames/{domainName}',
    run: (call) => {
      delete call.account.domainNames[domainOf(call).item.domainName];
      return {};
    },
  }),
];

/** @throws RefusedCall where the account has no such domain */
export function domainOf({ account, input }: Call): DomainNameRecord {
  const domain = own(account.domainNames, input.required('domainName'));
  if (!domain) throw notFound('Invalid domain name identifier specified');
  return domain;
}

function create(call: Call) {
  const { account, input } = call;
  const domainName = input.required('domainName').toLowerCase();
  if (own(account.domainNames, domainName)) throw badRequest('The domain name you provided already exists.');
  const item = {
    domainName,
    ...certificateOf(input),
    ...addressOf(call),
    domainNameStatus: 'AVAILABLE',
    securityPolicy: input.text('securityPolicy') ?? 'TLS_1_2',
    ...known({ mutualTlsAuthentication: input.object('mutualTlsAuthentication'), tags: input.texts('tags') }),
  };
  account.domainNames[domainName] = { item, mappings: [] };
  return item;
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

/**
 * Where the domain leads. Names and zones are made up in AWS's form, but for the zone of CloudFront, which is one everywhere.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/apigateway.html
 */
function addressOf({ input, world }: Call) {
  const endpoint = input.object('endpointConfiguration') ?? {};
  const types = Array.isArray(endpoint['types']) ? endpoint['types'].map(String) : ['EDGE'];
  const endpointConfiguration = { ...endpoint, types, ipAddressType: endpoint['ipAddressType'] ?? 'ipv4' };
  if (types.includes('REGIONAL')) {
    return {
      endpointConfiguration,
      regionalDomainName: `d-${world.newId(10)}.execute-api.${world.region}.amazonaws.com`,
      regionalHostedZoneId: 'Z0000000000000',
    };
  }
  return {
    endpointConfiguration,
    distributionDomainName: `d${world.newId(13)}.cloudfront.net`,
    distributionHostedZoneId: 'Z2FDTNDATAQYW2',
  };
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
  const domain = domainOf(call);
  const { mutualTlsAuthentication: mutual, ...changed } = patched(domain.item, patchesOf(call.input), rules);
  const isMutual = isObject(mutual) && Object.keys(mutual).length > 0;
  domain.item = { ...changed, ...(isMutual && { mutualTlsAuthentication: mutual }) };
  return domain.item;
}
