import type { RulesOf } from './concern.js';
import { guide } from './links.js';

/** What settings.json of a bundle says of itself. */
export const recorded: Pick<RulesOf<'settings'>, 'settings/contradiction' | 'settings/unread'> = {
  'settings/contradiction': {
    title: 'The settings and the definition contradict each other',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'An export shows what was deployed to a stage; the other calls show what the API has now. Where they ' +
      'differ, somebody changed the API after the deployment, or the files are of different days. Which of the ' +
      'two holds is not known, so no route moves.',
    remedy:
      'Deploy or undo the change and export again. If what the definition says holds, name settings/contradiction ' +
      'under accept: in migrate.config.yaml.',
    evidence: 'I',
    link: guide('api-gateway-export-api'),
    since: '0.2.0',
  },
  'settings/unread': {
    title: 'A part of the settings could not be read',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'The export met a part of the REST API that it was not allowed to read, or that failed. What stands there ' +
      'is not known, and may shield the API or limit its callers.',
    remedy:
      'Grant the read permission that is missing and export again. If you know that nothing there matters, name ' +
      'settings/unread under accept: in migrate.config.yaml.',
    evidence: 'I',
    link: guide('api-gateway-control-access-using-iam-policies-to-invoke-api'),
    since: '0.2.0',
  },
};
