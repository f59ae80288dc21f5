import { Failure, type JsonObject } from '../../model/index.js';
import type { Region } from '../region.js';
import { type Trouble, troubleOf } from '../trouble.js';
import { type Bundle, readBundle } from './bundle.js';
import { listRestApis, listStages } from './rest-api.js';
import { reasonOf, type StageName } from './scope.js';

/** Where bundles are kept, each whole or not at all. */
export interface BundleStore {
  /** @param api the id of a REST API */
  has(api: string): Promise<boolean>;
  /** @param bundles by stage */
  write(api: string, bundles: Map<string, Bundle>): Promise<void>;
}

/** What became of one REST API. */
export type ApiExport = { apiId: string; name: string } & (
  | { outcome: 'exported'; bundles: Map<string, Bundle> }
  /** An earlier run has finished it. */
  | { outcome: 'there' }
  /** No stage serves it, so there is nothing to export (GE-STAGE). */
  | { outcome: 'not-deployed' }
  | { outcome: 'failed'; reason: string; permission?: string }
);

export interface RegionExportOptions {
  store: BundleStore;
  /** Only stages of this name. */
  stage?: string | undefined;
  keepSecrets: boolean;
  now: Date;
  onApi?: (done: ApiExport, count: { done: number; all: number }) => void;
}

/** APIs that are read side by side: enough to keep the bucket of the control plane empty. */
const sideBySide = 4;

/**
 * Exports every REST API of the region; one that is in the store already is not read again.
 *
 * @returns what became of each, in the order of GetRestApis
 * @throws where the APIs cannot be listed, or nobody is signed in
 */
export async function exportRegion(region: Region, options: RegionExportOptions): Promise<ApiExport[]> {
  const apis = await listRestApis(region);
  const results: ApiExport[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let index = next++; index < apis.length; index = next++) {
      const result = await exportApi(region, apis[index] ?? {}, options);
      results[index] = result;
      options.onApi?.(result, { done: ++done, all: apis.length });
    }
  };
  const workers = Array.from({ length: sideBySide }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    // The others end after the API that they are at, and nothing is written once the caller has the error.
    next = apis.length;
    await Promise.allSettled(workers);
    throw error;
  }
  return results;
}

async function exportApi(region: Region, api: JsonObject, options: RegionExportOptions): Promise<ApiExport> {
  const own = { apiId: String(api['id']), name: String(api['name'] ?? '') };
  if (await options.store.has(own.apiId)) return { ...own, outcome: 'there' };
  try {
    const bundles = await readStages(region, own.apiId, options);
    if (bundles.size === 0) return { ...own, outcome: 'not-deployed' };
    await options.store.write(own.apiId, bundles);
    return { ...own, outcome: 'exported', bundles };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble !== undefined && trouble.kind !== 'signed-out') return { ...own, ...failed(trouble) };
    if (error instanceof Failure && error.kind === 'aws') return { ...own, outcome: 'failed', reason: error.message };
    throw error;
  }
}

function failed(trouble: Trouble) {
  const missing = trouble.kind === 'denied' && { permission: trouble.permission ?? 'apigateway:GET' };
  return { outcome: 'failed' as const, reason: reasonOf(trouble), ...missing };
}

async function readStages(
  region: Region,
  apiId: string,
  { stage: wanted, keepSecrets, now }: RegionExportOptions,
): Promise<Map<string, Bundle>> {
  const bundles = new Map<string, Bundle>();
  for (const stage of await listStages(region, apiId)) {
    const of: StageName = { apiId, stage: String(stage['stageName']) };
    if (wanted !== undefined && of.stage !== wanted) continue;
    bundles.set(of.stage, await readBundle(region, of, { keepSecrets, now, stage }));
  }
  return bundles;
}
