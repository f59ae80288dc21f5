import { framework } from './adapters.js';
import { answers } from './answers.js';
import { authorizers } from './authorizers.js';
import { body } from './body.js';
import { requestContext } from './context.js';
import { headers } from './headers.js';
import { request } from './request.js';
import type { Judge } from './row.js';

/** All that is known about uses of events and answers. */
export const judges: readonly Judge[] = [
  headers,
  ...request,
  body,
  ...requestContext,
  ...authorizers,
  ...answers,
  framework,
];
