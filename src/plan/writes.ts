import type { Json } from '../model/index.js';
import { placeholders, type WriteStep } from './call.js';
import type { Change } from './changes.js';
import { bodyWith, type Desired } from './desired.js';
import type { Observed, ObservedApi } from './observed.js';
import { permissionWrites } from './permission-writes.js';
import { stageWrites } from './stage-writes.js';
import { tagWrites } from './tag-writes.js';

/**
 * The calls that an import makes, in their order: the API, who may be called, the stage (facts import-export.md, order
 * of a migration). Nothing is called for what is unchanged.
 *
 * @throws Failure (`refused`) where a function's policy has no room left
 */
export function writesFor(desired: Desired, observed: Observed, changes: Change[]): WriteStep[] {
  return [
    ...apiWrites(desired, observed, changes),
    ...permissionWrites(desired, observed, changes),
    ...stageWrites(desired, observed, changes),
  ];
}

/** Settings, authorizers and routes all stand in the definition, so one call replaces them, and nobody sees them half done. */
function apiWrites(desired: Desired, { api }: Observed, changes: Change[]): WriteStep[] {
  if (!api) return [importStep(desired), ...addressType(desired)];
  const isChanged = changes.some(({ kind, action }) => action !== 'unchanged' && inDefinition.has(kind));
  if (isChanged) return [reimportStep(desired, api), ...withoutCors(desired, api), ...addressType(desired, api)];
  return tagWrites({
    arn: apiArn(desired, api.apiId),
    title: 'tags of the API',
    wanted: desired.tags,
    before: api.tags,
  });
}

const inDefinition = new Set<Change['kind']>(['api', 'authorizer', 'route']);

function importStep({ definition, tags }: Desired): WriteStep {
  return {
    title: 'API with its authorizers, integrations and routes',
    call: { operation: 'ImportApi', input: { Body: bodyWith(definition, tags), FailOnWarnings: true } },
    undo: [{ operation: 'DeleteApi', input: { ApiId: placeholders.apiId } }],
  };
}

/** Tags of others go into the definition too: what a reimport does to tags that are not in it is not known (IM-REIMP, U). */
function reimportStep({ definition, tags }: Desired, api: ObservedApi): WriteStep {
  const { apiId, settings } = api;
  const before = JSON.parse(api.definition);
  return {
    title: 'API with its authorizers, integrations and routes',
    call: {
      operation: 'ReimportApi',
      input: { ApiId: apiId, Body: bodyWith(definition, { ...api.tags, ...tags }), FailOnWarnings: true },
    },
    undo: [
      { operation: 'ReimportApi', input: { ApiId: apiId, Body: bodyWith(before, api.tags), FailOnWarnings: true } },
      // An export has a version even where the API has none (GE-VER), and need not have the rest.
      {
        operation: 'UpdateApi',
        input: {
          ...{ ApiId: apiId, Description: settings['description'] ?? '', Version: settings['version'] ?? '' },
          DisableExecuteApiEndpoint: settings['disableExecuteApiEndpoint'] ?? false,
          ...(settings['ipAddressType'] !== undefined && { IpAddressType: settings['ipAddressType'] }),
        },
      },
    ],
    note: 'Routes, integrations and authorizers get new ids.',
  };
}

/** That a reimport takes away CORS that the definition no longer has is not documented (IM-REIMP, U). */
function withoutCors({ settings }: Desired, { apiId, settings: before }: ObservedApi): WriteStep[] {
  if (before['cors'] === undefined || settings['cors'] !== undefined) return [];
  return [
    {
      title: 'no CORS configuration',
      call: { operation: 'DeleteCorsConfiguration', input: { ApiId: apiId } },
      undo: [],
    },
  ];
}

/** Our definitions do not say it; after ImportApi an API has IPv4 addresses only. */
function addressType({ settings, definition }: Desired, api?: ObservedApi): WriteStep[] {
  const { ipAddressType } = settings;
  if (ipAddressType === undefined || JSON.stringify(definition).includes('"ipAddressType"')) return [];
  if (!api && ipAddressType === 'ipv4') return [];
  const input = (type: Json) => ({ ApiId: api?.apiId ?? placeholders.apiId, IpAddressType: type });
  return [
    {
      title: `IP address type ${ipAddressType}`,
      call: { operation: 'UpdateApi', input: input(ipAddressType) },
      undo: [{ operation: 'UpdateApi', input: input(api?.settings['ipAddressType'] ?? 'ipv4') }],
    },
  ];
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export function apiArn({ place: { partition, region } }: Pick<Desired, 'place'>, apiId: string): string {
  return `arn:${partition}:apigateway:${region}::/apis/${apiId}`;
}
