import { type HttpStage, isObject, type Json, type RouteSettings } from '../model/index.js';
import { filled } from './canonical.js';

/** What CreateStage and UpdateStage set, beside deployment and tags. */
export interface StageMembers {
  description?: string;
  stageVariables: Record<string, string>;
  defaultRouteSettings: RouteSettings;
  routeSettings: Record<string, RouteSettings>;
  accessLog?: { destinationArn: string; format: string };
}

/** The stage that an import is to make. */
export interface WantedStage {
  name: string;
  autoDeploy: boolean;
  /** Absent where nobody told about the stage of the REST API: then the stage keeps what it has. */
  members?: StageMembers;
  tags: Record<string, string>;
  /** Of the API itself. */
  api: { ipAddressType?: string; tags: Record<string, string> };
  /** What could not be carried, in the words of the user. */
  notes: string[];
}

export interface StageWishes {
  /** What `convert` made of the stage of the REST API. */
  stage: HttpStage | undefined;
  /** Wins over the name of that stage. */
  name?: string | undefined;
  autoDeploy: boolean;
  /** ARN of the log group, which wins over that of the REST API. */
  logGroup?: string | undefined;
}

/** @returns the stage to make. What is no text, as functions of CloudFormation are, cannot be sent and is told. */
export function wantedStage({ stage, name, autoDeploy, logGroup }: StageWishes): WantedStage {
  const wanted = name ?? (typeof stage?.name === 'string' ? stage.name : '$default');
  if (!stage) return { name: wanted, autoDeploy, tags: {}, api: { tags: {} }, notes: [] };
  const notes: string[] = [];
  const [stageVariables, tags] = [
    texts(stage.stageVariables, 'stage variable', notes),
    texts(stage.tags, 'tag', notes),
  ];
  const log = accessLogOf(stage, logGroup, notes);
  const { defaultRouteSettings, routeSettings } = stage;
  return {
    name: wanted,
    autoDeploy,
    members: {
      ...(typeof stage.description === 'string' && { description: stage.description }),
      ...{ stageVariables, defaultRouteSettings, routeSettings },
      ...(log && { accessLog: log }),
    },
    tags,
    api: { ...stage.api, tags: texts(stage.api.tags, 'tag of the API', notes) },
    notes,
  };
}

function texts(values: Record<string, Json>, noun: string, notes: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (!isObject(value) && !Array.isArray(value) && value !== null) return [[key, String(value)]];
      notes.push(`The ${noun} ${key} is left out: its value is a function that only CloudFormation can fill in.`);
      return [];
    }),
  );
}

/** HTTP APIs log to log groups only, so what went to Firehose needs a group. */
function accessLogOf(
  { accessLog }: HttpStage,
  logGroup: string | undefined,
  notes: string[],
): StageMembers['accessLog'] {
  if (!accessLog) return undefined;
  const destinationArn = logGroup ?? accessLog.destinationArn;
  if (typeof destinationArn === 'string') return { destinationArn, format: accessLog.format };
  notes.push('Access logs are left out: name the log group for them with --log-group ARN.');
  return undefined;
}

/** @returns settings as they are compared: metrics that are off are no setting */
export function comparableSettings({ detailedMetricsEnabled, ...limits }: RouteSettings): Record<string, Json> {
  return filled({ ...limits, ...(detailedMetricsEnabled && { detailedMetricsEnabled }) });
}
