import type { RuleId } from '../../model/index.js';
import { unchanged } from './foretelling.js';

const told = (where: string) => unchanged(`what it means for requests is foretold by ${where}`);

/** Rules by which no request is treated otherwise, each with the reason. */
export const sameInBoth = {
  'api/identity': unchanged('names, descriptions and versions are for people'),
  'routes/carried': unchanged('both choose the route by the same method and path'),
  'access/authorizer': unchanged(
    'the route asks for the same authorizer; what it receives is foretold by its own rule',
  ),
  'authorizers/unused': unchanged('no method asks for the authorizer'),
  'cors/part-of-preflight': told('the rule of its OPTIONS method'),
  'lambda/mapping-ignored': unchanged('the function never sees such a mapping'),
  'integrations/ignored-by-proxy': unchanged('a proxy does not look at it'),
  'integrations/goes-with-integration': told('the rule of its integration'),
  'http-proxy/passes-anyway': unchanged('a proxy passes it without being told'),
  'http-proxy/path-parameter': unchanged('the backend is called at the same address'),
  'vpc-link/known': told('the rules of the integrations behind the link'),
  'services/argument': told('services/subtype'),
  'mapping-templates/pass-through': unchanged('the body passes as it is in both'),
  'integration-responses/status': unchanged('the status reaches clients in both'),
  'integration-responses/header': unchanged('the header is set in both'),
  'validation/without-effect': unchanged('no request is refused by it'),
  'validation/definition': told('the methods that name the validator'),
  'models/description': unchanged('nobody enforces the model'),
  'models/definition': unchanged('requests are held against models by validators only'),
  'gateway-responses/same-answer': unchanged('the answer is the same without it'),
  'gateway-responses/never-sent': unchanged('no call ends in it'),
  'settings/documentation': unchanged('documentation is for people'),
  'settings/endpoint': unchanged('an endpoint that is disabled stays so'),
  'settings/root-security': unchanged('each route asks for what its method asked'),
  'settings/tags': unchanged('tags of a document are for people'),
  'settings/aws-tags': unchanged('tags serve bills and policies of administration'),
  'settings/http-api-extension': unchanged('a REST API does not read it'),
  'settings/without-effect': unchanged('it has no effect on requests'),
  'stage/carried': unchanged('the stage is made the same'),
  'domains/carried': unchanged('the domain leads to either kind of API'),
} satisfies Partial<Record<RuleId, ReturnType<typeof unchanged>>>;
