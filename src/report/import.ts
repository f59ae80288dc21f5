import type { HttpStage, Location } from '../model/index.js';
import type { ImportMessage } from '../openapi/http/read-http-api.js';
import type { LivePlan } from '../plan/live-plan.js';
import type { Plan } from '../plan/plan.js';
import type { ImportResources } from '../plan/resources.js';
import { importJson } from './import-json.js';
import { withoutSecretsOf } from './import-secrets.js';
import { importText } from './import-text.js';

/** The result of a dry run of ImportApi. */
export interface ImportReport {
  /** The definition as the user named it. */
  file: string;
  messages: Record<'info' | 'warnings' | 'errors', LocatedMessage[]>;
  resources: ImportResources;
  plan: Plan;
  /** What the stage gets, where the REST API is known. */
  stage?: HttpStage;
  /** Against an account as it is; absent where nothing was read of any. */
  live?: LivePlan;
}

/** A message together with its line and column. */
export interface LocatedMessage extends Omit<ImportMessage, 'at'> {
  at: Location;
}

export const importFormats = ['text', 'json'] as const;

/** @returns the dry run as text for people or as JSON (design, section 4), without secrets, with a newline at the end. */
export async function printImport(report: ImportReport, format: (typeof importFormats)[number]): Promise<string> {
  const shown = withoutSecretsOf(report);
  switch (format) {
    case 'json':
      return importJson(shown);
    case 'text':
      return importText(shown);
  }
}
