import type { MappingTemplate, TemplateForm } from '../model/index.js';
import type { Verdict } from './claim.js';

/** What becomes of a mapping template that nothing of an HTTP API stands for (FE-DEV-BODY). */
export function templateVerdict({ form }: MappingTemplate): Verdict {
  return {
    rule: 'mapping-templates/template',
    outcome: 'blocked',
    message: `HTTP APIs have no mapping templates; this one ${actionOf(form)}.`,
  };
}

/** @returns whether the template leaves the body as it is, or makes none */
export function leavesBody({ form }: Pick<MappingTemplate, 'form'>): boolean {
  return form.kind === 'pass-through' && form.overrides.length === 0;
}

/** @returns what a template does, to follow after "this one" */
export function actionOf(form: TemplateForm): string {
  switch (form.kind) {
    case 'empty':
      return 'makes an empty body';
    case 'static':
      return 'makes a fixed body';
    case 'pass-through':
      return 'passes the body on';
    case 'simple': {
      const [override] = form.overrides;
      return override === undefined ? 'puts values into a text' : `sets $context.${override.target}`;
    }
    case 'logic':
      return form.reason;
    case 'unreadable':
      return `cannot be read (${form.reason})`;
  }
}
