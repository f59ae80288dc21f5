/** What a path under a custom domain leads to. */
export interface Found<Target> {
  target: Target;
  /** Of the mapping, with a slash in front; empty for the one without a base path. */
  prefix: string;
  /** The path behind it; empty, or with a slash in front. */
  below: string;
}

/** What an exchange names where no mapping takes the request. */
export const unmappedIsUnsaid = 'custom domain: AWS does not document its answer where no API is mapped';

/**
 * @param open opens what a mapping leads to, once
 * @returns finds what the longest base path leads to that a path starts with, whole segments only; what routes there are behind it does
 *   not count (RT-DOM-LONGEST). Undefined where none does.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export function openMappings<Mapping extends { basePath: string }, Target>(
  mappings: readonly Mapping[],
  open: (mapping: Mapping, prefix: string) => Target,
): (rawPath: string) => Found<Target> | undefined {
  const opened = mappings
    .map((mapping) => ({ mapping, prefix: mapping.basePath === '' ? '' : `/${mapping.basePath}` }))
    .sort((one, other) => other.prefix.length - one.prefix.length)
    .map(({ mapping, prefix }) => ({ prefix, target: open(mapping, prefix) }));
  return (rawPath) => {
    const found = opened.find(({ prefix }) => rawPath === prefix || rawPath.startsWith(`${prefix}/`));
    return found && { ...found, below: rawPath.slice(found.prefix.length) };
  };
}
