import { Failure } from '../../model/index.js';
import type { ParsedText } from '../document.js';
import { exportCommand } from '../export-command.js';
import { type ApiEvent, apiEventsOf } from './api-events.js';
import { refersTo, resourcesOf } from './resources.js';
import { propertyOf, type Sam } from './sam-api.js';
import { addAuth } from './sam-auth.js';
import { moveToComponents } from './sam-components.js';
import { addCors } from './sam-cors.js';
import { overrideAuth } from './sam-event-auth.js';
import { addExtensions } from './sam-extensions.js';

/**
 * Adds to a definition what SAM adds before API Gateway sees it, in SAM's own order, which decides for instance whether
 * the preflights that `Cors` adds are protected by `Auth`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 * (order and detail: aws/serverless-application-model, api_generator.py)
 *
 * @throws Failure (`input`) when functions add methods, which only a deployed API shows
 */
export function applySam(sam: Sam, template: ParsedText): void {
  const events = resourcesOf(template.root)
    .flatMap(apiEventsOf)
    .filter(({ properties: { RestApiId: api } }) => api === sam.logicalId || refersTo(api, sam.logicalId));
  refuseMerged(sam, events, template);
  overrideAuth(sam, events);
  addCors(sam);
  addAuth(sam);
  addExtensions(sam);
  moveToComponents(sam);
}

/** With `MergeDefinitions`, the events of functions become methods beside those of the body. */
function refuseMerged(sam: Sam, events: ApiEvent[], { locate }: ParsedText): void {
  const { value, from } = propertyOf(sam, 'MergeDefinitions');
  if (value === undefined || value === false || events.length === 0) return;
  const message = `SAM adds methods to the definition of ${sam.logicalId} from the Api events of functions (MergeDefinitions).`;
  const place = locate([from]).get(from);
  throw new Failure('input', message, `Pass an export of the deployed API: ${exportCommand}`, place);
}
