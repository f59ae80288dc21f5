import type { ParsedText, SettingsDocument } from '../document.js';
import type { Candidate } from './candidates.js';
import { addDomains } from './domain-settings.js';
import { type Resource, refersTo, resourcesOf } from './resources.js';
import { addRestApi } from './rest-api-settings.js';
import { addSamSettings } from './sam-settings.js';
import { SettingsDraft } from './settings-draft.js';
import { siblingsOf } from './siblings-of.js';
import { addStage } from './stage-settings.js';
import { addUsagePlans } from './usage-plan-settings.js';

/**
 * Makes the settings of an API out of what its template sets beside the definition: the other properties of the resource,
 * and the resources that refer to it. Validators, models and authorizers that are resources of their own are left out: only
 * methods that are resources can use them.
 *
 * @returns a document as `schemas/settings.schema.json` describes it, with places in the template
 */
export function settingsOf(template: ParsedText, api: Candidate): SettingsDocument {
  const draft = new SettingsDraft(template, `/Resources/${api.logicalId}`);
  const siblings = resourcesOf(template.root).filter(({ logicalId }) => logicalId !== api.logicalId);
  addRestApi(draft, api);
  if (api.type === 'AWS::Serverless::Api') addSamSettings(draft, api);
  addStage(draft, siblings, api);
  addUsagePlans(draft, siblings, api);
  addDomains(draft, siblings, api);
  addGatewayResponses(draft, siblings, api);
  addVpcLinks(draft, siblings, api);
  tellMethods(draft, siblings, api);
  return draft.document();
}

function addGatewayResponses(draft: SettingsDraft, siblings: Resource[], api: Candidate): void {
  siblingsOf(siblings, 'AWS::ApiGateway::GatewayResponse', api).forEach(({ properties, at }, index) => {
    draft.copy(
      ['gatewayResponses', String(index)],
      { properties, at: `${at}/Properties` },
      {
        ResponseType: 'responseType',
        StatusCode: 'statusCode',
        ResponseParameters: 'responseParameters',
        ResponseTemplates: 'responseTemplates',
      },
    );
  });
}

/** Links of version 1 that the definition names. */
function addVpcLinks(draft: SettingsDraft, siblings: Resource[], { properties, definition }: Candidate): void {
  const body = definition.kind === 'inline' ? definition.body : properties.root;
  siblings
    .filter(({ type, logicalId }) => type === 'AWS::ApiGateway::VpcLink' && refersTo(body, logicalId))
    .forEach((link, index) => {
      const place = ['vpcLinks', String(index)];
      draft.put([...place, 'id'], { Ref: link.logicalId }, link.at);
      draft.put([...place, 'version'], 1, link.at);
      draft.copy(
        place,
        { properties: link.properties, at: `${link.at}/Properties` },
        { Name: 'name', TargetArns: 'targetArns' },
      );
    });
}

function tellMethods(draft: SettingsDraft, siblings: Resource[], api: Candidate): void {
  const methods = siblingsOf(siblings, 'AWS::ApiGateway::Method', api);
  const [first] = methods;
  if (first === undefined) return;
  const names = methods.map(({ logicalId }) => logicalId).join(', ');
  draft.unknown(
    'restApi',
    `AWS::ApiGateway::Method resources add methods that the definition does not have, ${names}`,
    first.at,
  );
}
