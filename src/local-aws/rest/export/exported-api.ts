import type { World } from '../../world.js';
import type { RestApiRecord, StageItem } from '../account.js';
import type { AuthorizerItem, RestApiState } from '../control-plane.js';
import { own } from '../lookup.js';

/** What GetExport writes: a deployed API on a stage, and how much of API Gateway's own is asked for. */
export interface ExportedApi {
  state: RestApiState;
  stageName: string;
  host: string;
  extensions: ExportExtensions;
}

/**
 * Parts of `extensions` (GE-EXT-VAL). `apigateway` stands for everything.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 */
export interface ExportExtensions {
  integrations: boolean;
  authorizers: boolean;
  /** What only `apigateway` brings: validators, gateway responses, settings of the API (GE-EXT-BEST). */
  settings: boolean;
}

/** @param written a list with commas; `postman` and `documentation` add nothing here: nobody recorded what they write */
export function extensionsOf(written: string): ExportExtensions {
  const names = written.split(',').map((name) => name.trim().toLowerCase());
  const settings = names.includes('apigateway');
  return {
    integrations: settings || names.includes('integrations') || names.includes('integration'),
    authorizers: settings || names.includes('authorizers'),
    settings,
  };
}

/** @returns what a stage serves, without a word on extensions; undefined where its deployment is gone */
export function exportedStage(
  { deployments }: RestApiRecord,
  { stageName, deploymentId }: StageItem,
  { region }: World,
): Omit<ExportedApi, 'extensions'> | undefined {
  const state = own(deployments, deploymentId)?.snapshot;
  return state && { state, stageName, host: `${state.api.id}.execute-api.${region}.amazonaws.com` };
}

/** @returns the version of the API, else when it was made, to the second (GE-VER) */
export function versionOf({ api }: RestApiState): string {
  return api.version ?? `${new Date(api.createdDate * 1000).toISOString().slice(0, 19)}Z`;
}

/** @returns authorizers by their ids */
export function authorizersById({ authorizers }: RestApiState): Map<string, AuthorizerItem> {
  return new Map(authorizers.map((one) => [one.id, one]));
}
