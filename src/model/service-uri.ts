/** What the uri of a service integration says, placeholders and all. */
export interface ServiceUri {
  partition: string;
  region: string;
  service: string;
  /** `action/PutRecord` calls by name, `path/bucket/key` by address. */
  kind: 'action' | 'path';
  rest: string;
}

/** A placeholder has colons in it (`${AWS::Region}`). */
const part = String.raw`((?:\$\{[^}]*\}|\{\{[^}]*\}\}|<<[^>]*>>|[^:])*)`;
const form = new RegExp(`^arn:${part}:apigateway:${part}:${part}:(action|path)/(.*)$`, 's');

/**
 * @param text `arn:aws:apigateway:REGION:SERVICE:action/NAME`, or `…:path/…`
 *   (https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html, uri)
 * @returns undefined where the text does not show it
 */
export function serviceUri(text: string): ServiceUri | undefined {
  const [, partition = '', region = '', service = '', kind, rest = ''] = form.exec(text.trim()) ?? [];
  if (service === '' || (kind !== 'action' && kind !== 'path')) return undefined;
  // A quotation mark that somebody left at the end is in files in use.
  return { partition, region, service, kind, rest: rest.replace(/["'\s]+$/, '') };
}
