import {
  below,
  type GatewayResponse,
  type JsonObject,
  type Setting,
  type SettingsPart,
  settingsParts,
  settingsRoot,
  type Unrecognised,
} from '../../model/index.js';
import { templatedOf } from '../templated.js';
import { beside } from './agreement.js';
import { readFunction, readVpcLink } from './backends.js';
import { type Defined, readAuthorizer, readGatewayResponse, readRequestValidator } from './cross-checks.js';
import { readDomain } from './domains.js';
import {
  type Found,
  type Members,
  readList,
  readMap,
  readMembers,
  records,
  type Section,
  strangers,
  together,
} from './members.js';
import { readApi } from './rest-api.js';
import { readStage } from './stage.js';
import { readKeyCount, readUsagePlan } from './usage-plans.js';

/** What a `settings.json` adds to its definition. */
export interface Surroundings {
  settings: Setting[];
  gatewayResponses: GatewayResponse[];
  unrecognised: Unrecognised[];
  known: SettingsPart[];
}

/**
 * Reads what stands around a definition (`schemas/settings.schema.json`). What the definition says too counts once,
 * there; where the two contradict each other, that is a setting of its own. The reader judges nothing.
 *
 * @param root the settings; any value may be a function of CloudFormation
 * @param defined what the definition says
 */
export function readSurroundings(root: JsonObject, defined: Defined & { settings: Setting[] }): Surroundings {
  const { settings, unrecognised, gatewayResponses } = together([
    ...settingsParts.map((part) => readPart(part, root, defined)),
    { settings: [], unrecognised: strangers(root, settingsRoot, ['version', ...settingsParts]) },
  ]);
  return {
    settings: beside(settings, defined.settings),
    gatewayResponses,
    unrecognised,
    known: settingsParts.filter((part) => root[part] !== undefined && root[part] !== null),
  };
}

function placeOf(part: SettingsPart): string {
  return below(settingsRoot, part);
}

function readPart(part: SettingsPart, root: JsonObject, defined: Defined): Found {
  const [value, at] = [root[part], placeOf(part)];
  switch (part) {
    case 'restApi':
      return readMap(value, at, readApi);
    case 'stage':
      return readMap(value, at, readStage);
    case 'authorizers':
      return readList(value, at, (section) => readAuthorizer(section, defined));
    case 'gatewayResponses':
      return readList(value, at, (section) => readGatewayResponse(section, defined));
    case 'requestValidators':
      return readList(value, at, (section) => readRequestValidator(section, defined));
    case 'usagePlans':
      return readList(value, at, readUsagePlan);
    case 'apiKeys':
      return readMap(value, at, readKeyCount);
    case 'domains':
      return readList(value, at, readDomain);
    case 'vpcLinks':
      return readList(value, at, readVpcLink);
    case 'functions':
      return readList(value, at, readFunction);
    case 'documentation':
      return readMap(value, at, (section) => readMembers(section, { version: 'documentation-version' }));
    case 'userPools':
      return readList(value, at, (section) => whole(section, 'user-pool', 'arn'));
    case 'account':
      return readMap(value, at, (section) => readMembers({ ...section, name: 'account' }, accountMembers));
    case 'usage':
      return readMap(value, at, readUsage);
    case 'unknown':
      return readList(value, at, (section) => whole(section, 'unread', 'part'));
  }
}

/** Members of GetAccount: the same for all APIs of the account, of both kinds. */
const accountMembers: Members = {
  ...records('cloudwatchRoleArn', 'features', 'apiKeyVersion'),
  throttleSettings: { kind: 'record', keys: ['burstLimit', 'rateLimit'] },
};

/** Our own numbers, for the comparison of costs. */
function readUsage({ value, at }: Section): Found {
  const counts = ['count', 'errors4xx', 'errors5xx', 'cacheHits', 'cacheMisses'];
  const unrecognised = strangers(value, at, ['apiName', 'from', 'to', 'days', ...counts]);
  return { settings: [{ at, kind: 'record', value, name: 'usage' }], unrecognised };
}

function whole({ value, at }: Section, kind: 'user-pool' | 'unread', nameKey: string): Found {
  return { settings: [{ at, kind, value, name: templatedOf(value[nameKey])?.text ?? kind }], unrecognised: [] };
}
