import type { Json } from '../model/index.js';
import type { StageMembers } from './stage.js';

/** What stands in the account, as reading calls answered. All of it is plain JSON. */
export interface Observed {
  /** Absent: there is no such API yet. */
  api?: ObservedApi;
  /** By function, with alias or version: its resource policy. */
  policies: Record<string, FunctionPolicy>;
}

export interface ObservedApi {
  apiId: string;
  /** Members of GetApi that an import sets. */
  settings: Record<string, Json>;
  tags: Record<string, string>;
  /** By name, members of GetAuthorizers. */
  authorizers: Record<string, Record<string, Json>>;
  /** By route key: authorization, and the members of the integration. */
  routes: Record<string, Record<string, Json>>;
  /** The stage that the import is about, if it is there. */
  stage?: ObservedStage;
  /** As ExportApi writes it: what an undo puts back. */
  definition: string;
}

export interface ObservedStage extends StageMembers {
  autoDeploy: boolean;
  deploymentId?: string;
  /** Description of that deployment, where the stage does not deploy by itself. */
  deployment?: string;
  tags: Record<string, string>;
}

export interface FunctionPolicy {
  /** Statements by Sid. */
  statements: Record<string, Json>;
  /** Bytes of the policy; AWS allows 20 480 (LP-WIDE, QN-PERM). */
  size: number;
}

/** Where the API stands or will stand. */
export interface Place {
  partition: string;
  region: string;
  accountId: string;
}
