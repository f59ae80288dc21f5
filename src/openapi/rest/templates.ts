import type { Templated, TemplateForm } from '../../model/index.js';

/** Tells what a mapping template does. */
export type TemplateReader = (template: Templated) => TemplateForm;

/**
 * @param text of the definition: the parser of VTL is loaded only where there are templates
 * @returns what tells the form of a template
 */
export async function templateReader(text: string): Promise<TemplateReader> {
  if (!/(request|response)Templates/.test(text)) return () => ({ kind: 'unreadable', reason: 'its key is hidden' });
  const { formOf } = await import('./templates/form.js');
  // The methods of an API share few templates; those in functions of CloudFormation are told by their text as well.
  const known = new Map<string, TemplateForm>();
  return (template) => {
    const key = `${typeof template.raw}${template.text}`;
    const form = known.get(key) ?? formOf(template);
    known.set(key, form);
    return form;
  };
}
