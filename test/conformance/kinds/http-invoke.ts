import { type LocalIssuer, localIssuer } from '../../../src/gateway/backends/tokens.js';
import { type DeployedStage, openHttpStages } from '../../../src/gateway/http/stages.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { openBackends } from '../backends/open.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { httpApiOf } from '../http-api.js';
import { completenessDifferences, outcomeDifferences } from '../reply.js';
import { requestOf } from '../request.js';
import { entriesOf, listOf, objectOf, textOf, textsOf } from '../values.js';
import { deploymentOn } from '../world.js';

let issuer: Promise<LocalIssuer> | undefined;

/** An HTTP API, its stages and its backends, and one request. */
export async function checkHttpInvoke(fields: JsonObject): Promise<Verdict> {
  issuer ??= localIssuer();
  const tokens = await issuer;
  const opened = openBackends(fields['backends']);
  const api = objectOf(fields['api']);
  const deployment = deploymentOn('$default', { tokens, requestId: () => 'NIKr1jmIFiAEJmw=' });
  const gateway = openHttpStages(httpApiOf(api), opened.backends, deployment, stagesOf(api, fields['stage']));
  const request = objectOf(fields['request']);
  const token = request['jwt'] === undefined ? '' : await signed(objectOf(request['jwt']), tokens);
  const { response, unsupported } = await gateway.handle(requestOf(request, textOf(request['rawPath']), token));
  if (response.status === 501 && unsupported.length > 0) throw new Unsupported(unsupported.at(-1));
  const expected = objectOf(fields['expected']);
  const outcome = { response, ...opened.seen };
  return verdictOf([...outcomeDifferences(expected, outcome), ...completenessDifferences(expected, outcome)]);
}

/** Stages as the control plane reports them; a case that names none is about `$default`. */
function stagesOf(api: JsonObject, only: Json | undefined): DeployedStage[] {
  const told = listOf(api['stages']);
  return (told.length > 0 ? told : [only ?? {}]).map(objectOf).map((stage) => ({
    stage: textOf(stage['stageName'] ?? stage['name'] ?? '$default'),
    stageVariables: textsOf(stage['stageVariables'] ?? stage['variables']),
  }));
}

/** The claims of a case may be times from now. */
async function signed({ claims }: JsonObject, tokens: LocalIssuer): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const times: Record<string, number> = { '{{in one hour}}': seconds + 3600, '{{one hour ago}}': seconds - 3600 };
  const filled = entriesOf(claims).map(([name, value]): [string, Json] => [name, times[textOf(value)] ?? value]);
  return tokens.sign(textOf(objectOf(claims)['iss']), Object.fromEntries(filled));
}
