import { type HttpApi, httpRouteKey } from '../model/index.js';
import { lambdaPermissions } from './lambda-permissions.js';
import type { Plan, Step } from './plan.js';
import { type ImportResources, resourcesOf } from './resources.js';

/**
 * Plans the import of an HTTP API: the call itself, a check of what it made, and what it does not do by itself
 * (facts import-export.md, order of a migration).
 *
 * @param api as `readHttpApi` gives it; routes that share an integration object get one integration
 * @returns the steps in order, each with its undo
 */
export function planImport(api: HttpApi): Plan {
  return { steps: [importStep(api), checkStep(), ...lambdaPermissions(api), stageStep()] };
}

function importStep(api: HttpApi): Step {
  const jwt = api.authorizers.some(({ kind }) => kind === 'jwt');
  return {
    call: 'ImportApi',
    creates: created(api, resourcesOf(api)),
    command: 'aws apigatewayv2 import-api --body file://FILE --fail-on-warnings',
    undo: 'aws apigatewayv2 delete-api --api-id API_ID',
    // IM-W-JWT; without failOnWarnings the routes would be missing afterwards.
    ...(jwt && { note: 'AWS reads the discovery document of each JWT issuer now, and warns when it cannot.' }),
  };
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
    creates: [],
    command: 'aws apigatewayv2 export-api --api-id API_ID --specification OAS30 --output-type JSON exported.json',
    undo: '',
    note: 'Compare the routes and their security with this plan before going on.',
  };
}

/** That ImportApi makes no stage is not documented, so look first (IM-STAGE). */
function stageStep(): Step {
  return {
    call: 'CreateStage',
    creates: ['stage $default, deployed automatically'],
    command: "aws apigatewayv2 create-stage --api-id API_ID --stage-name '$default' --auto-deploy",
    undo: "aws apigatewayv2 delete-stage --api-id API_ID --stage-name '$default'",
    note: 'Only if get-stages shows none: whether ImportApi makes a stage is not documented.',
  };
}
