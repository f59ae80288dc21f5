/**
 * Tells by its words whether a text could be a definition, or a template with one in it: for texts that cannot be parsed,
 * or need not be.
 */
export function mayDefineApi(text: string): boolean {
  return /(?:^|[\s{,"'])(?:swagger|openapi|AWSTemplateFormatVersion|Resources)["']?\s*:/m.test(text);
}
