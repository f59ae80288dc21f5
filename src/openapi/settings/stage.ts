import { below } from '../../model/index.js';
import { type Found, type Members, readMap, readMembers, records, type Section, together } from './members.js';

/** Members of GetStage (facts features.md 2.3). */
const members: Members = {
  ...records('deploymentId', 'cacheClusterStatus', 'createdDate', 'lastUpdatedDate'),
  stageName: 'stage-name',
  description: 'stage-description',
  clientCertificateId: 'client-certificate',
  cacheClusterEnabled: 'cache-cluster',
  cacheClusterSize: 'cache-cluster',
  variables: 'stage-variables',
  documentationVersion: 'documentation-version',
  accessLogSettings: { kind: 'access-log', keys: ['format', 'destinationArn'] },
  canarySettings: {
    kind: 'canary',
    keys: ['percentTraffic', 'deploymentId', 'stageVariableOverrides', 'useStageCache'],
  },
  tracingEnabled: 'x-ray',
  webAclArn: 'web-acl',
  tags: 'aws-tags',
};

/** Members of MethodSetting. */
const methodMembers: Members = {
  metricsEnabled: 'detailed-metrics',
  loggingLevel: 'execution-logs',
  dataTraceEnabled: 'execution-logs',
  throttlingBurstLimit: 'throttling',
  throttlingRateLimit: 'throttling',
  cachingEnabled: 'method-cache',
  cacheTtlInSeconds: 'method-cache',
  cacheDataEncrypted: 'method-cache',
  requireAuthorizationForCacheControl: 'method-cache',
  unauthorizedCacheControlHeaderStrategy: 'method-cache',
};

export function readStage({ value, at }: Section): Found {
  const { methodSettings, ...others } = value;
  const place = below(at, 'methodSettings');
  return together([
    readMembers({ value: others, at }, members),
    readMap(methodSettings, place, ({ value: byMethod }) =>
      together(
        Object.entries(byMethod).map(([key, setting]) =>
          readMap(setting, below(place, key), (section) =>
            readMembers({ ...section, name: methodsOf(key) }, methodMembers),
          ),
        ),
      ),
    ),
  ]);
}

/**
 * Names the methods that a key of `methodSettings` means. Slashes of the path stand as `~1` or as they are; which of
 * the two AWS answers is unverified (FE-ST-THR), so both are read.
 *
 * @returns `every method`, `every method of /pets`, or `GET /pets`
 */
export function methodsOf(key: string): string {
  const text = key.replaceAll('~1', '/');
  const end = text.lastIndexOf('/');
  const path = `/${text.slice(0, Math.max(end, 0)).replace(/^\//, '')}`;
  const verb = text.slice(end + 1).toUpperCase();
  if (verb !== '*') return `${verb} ${path}`;
  return path === '/*' ? 'every method' : `every method of ${path}`;
}
