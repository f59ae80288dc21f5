import { below } from '../../model/index.js';
import type { OpenApiDocument, ParsedText } from '../document.js';
import { chosenCandidate } from './choice.js';
import { Origins } from './origins.js';
import { applySam } from './sam.js';
import { settingsOf } from './siblings.js';
import { withoutSharing } from './tree.js';

/**
 * Takes the definition of a REST API out of a CloudFormation or SAM template: the body of the one API that has one, or of
 * the one that was named, with what SAM adds to it. What the template sets beside the definition comes with it.
 *
 * @returns the definition; its pointers count from the body, and lead to places in the template
 * @throws Failure (`usage`) when it is not clear which API is meant; (`input`) when the definition is not in the template
 */
export function definitionIn(written: ParsedText): OpenApiDocument {
  const template = withoutSharing(written);
  const chosen = chosenCandidate(template);
  const { logicalId, type, properties, definition } = chosen;
  const origins = new Origins(properties.origins.of(below('', definition.property)));
  const draft = { root: definition.body, origins };
  if (type === 'AWS::Serverless::Api') applySam({ logicalId, definition: draft, properties }, template);
  const { file, text } = template.source;
  return {
    source: { file: `${file}#${logicalId}`, text },
    syntax: template.syntax,
    root: draft.root,
    locate: (pointers) => origins.locate(template, pointers),
    resource: { logicalId, type },
    settings: settingsOf(template, chosen),
  };
}
