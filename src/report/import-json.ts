import type { ImportReport, LocatedMessage } from './import.js';
import { livePlanJson } from './live-plan.js';

/** @returns the dry run as JSON, version 1. Names of properties are API Gateway's own (GetApi, GetIntegrations…). */
export function importJson({ messages, resources, plan, live, stage }: ImportReport): string {
  const result = {
    version: 1,
    messages: {
      info: messages.info.map(shown),
      warnings: messages.warnings.map(shown),
      errors: messages.errors.map(shown),
    },
    api: resources.api,
    authorizers: resources.authorizers,
    integrations: resources.integrations,
    routes: resources.routes,
    ...(stage && { stage }),
    plan: live ? livePlanJson(live) : plan,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function shown({ text, at: { pointer, line, column }, fact, evidence, link }: LocatedMessage) {
  return { text, at: { pointer, line, column }, fact, evidence, link };
}
