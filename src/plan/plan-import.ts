import { type HttpApi, httpRouteKey, quoted } from '../model/index.js';
import { lambdaPermissions } from './lambda-permissions.js';
import type { Plan, Step } from './plan.js';
import { type ImportResources, resourcesOf } from './resources.js';

/**
 * Plans the import of an HTTP API: the call itself, a check of what it made, and what it does not do by itself
 * (facts import-export.md, order of a migration).
 *
 * @param api as `readHttpApi` gives it; routes that share an integration object get one integration
 * @param file the definition; undefined when it stands in no file, but came from standard input
 * @param stage its name
 * @returns the steps in order, each with its undo
 */
export function planImport(api: HttpApi, file: string | undefined, stage = '$default'): Plan {
  return { steps: [importStep(api, file), checkStep(), ...lambdaPermissions(api), stageStep(stage)] };
}

function importStep(api: HttpApi, file: string | undefined): Step {
  const notes = importNotes(api, file);
  return {
    call: 'ImportApi',
    effect: 'writes',
    creates: created(api, resourcesOf(api)),
    command: `aws apigatewayv2 import-api --body ${quoted(`file://${file ?? 'FILE'}`)} --fail-on-warnings`,
    undo: 'aws apigatewayv2 delete-api --api-id API_ID',
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}

function importNotes({ authorizers }: HttpApi, file: string | undefined): string[] {
  return [
    ...(file === undefined ? ['FILE is the definition that came from standard input: save it first.'] : []),
    // IM-W-JWT; without failOnWarnings the routes would be missing afterwards.
    ...(authorizers.some(({ kind }) => kind === 'jwt')
      ? ['AWS reads the discovery document of each JWT issuer now, and warns when it cannot.']
      : []),
  ];
}

function created(api: HttpApi, { authorizers, integrations }: ImportResources): string[] {
  return [
    `API ${api.name.text}`,
    ...(api.cors ? ['CORS configuration'] : []),
    ...authorizers.map(({ name, authorizerType }) => `authorizer ${name} (${authorizerType})`),
    ...integrations.map(({ id, integrationType }) => `${id} (${integrationType})`),
    ...api.routes.map(({ key }) => `route ${httpRouteKey(key)}`),
  ];
}

/** An import can leave out routes without failing (IM-W-JWT), so what was made is compared with this plan. */
function checkStep(): Step {
  return {
    call: 'ExportApi',
    effect: 'reads',
    creates: [],
    command: 'aws apigatewayv2 export-api --api-id API_ID --specification OAS30 --output-type JSON exported.json',
    undo: '',
    note: 'Compare the routes and their security with this plan before going on.',
  };
}

/** That ImportApi makes no stage is not documented, so look first (IM-STAGE). */
function stageStep(stage: string): Step {
  const named = `--api-id API_ID --stage-name ${quoted(stage)}`;
  return {
    call: 'CreateStage',
    effect: 'writes',
    creates: [`stage ${stage}, deployed automatically`],
    command: `aws apigatewayv2 create-stage ${named} --auto-deploy`,
    undo: `aws apigatewayv2 delete-stage ${named}`,
    note: 'Only if get-stages shows none: whether ImportApi makes a stage is not documented.',
  };
}
