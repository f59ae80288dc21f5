/**
 * Wildcard match in O(pattern × text), without a regular expression: the pattern comes from outside.
 * `*` is any text (IAM lets it cross `:` and `/` at the end of a segment, which is where people put it), `?` one character.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let position = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[position] === '*') {
      star = position++;
      resume = at;
    } else if (pattern[position] === '?' || pattern[position] === text[at]) {
      position++;
      at++;
    } else if (star >= 0) {
      position = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[position] === '*') position++;
  return position === pattern.length;
}

/**
 * Compares ARNs as the operators `ArnEquals` and `ArnLike` do: each of the six parts by itself, so that no `*` crosses a colon.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const [wanted, actual] = [arnParts(pattern), arnParts(arn)];
  return wanted.length === actual.length && wanted.every((part, index) => matchesPattern(part, actual[index] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length > 6 ? [...parts.slice(0, 5), parts.slice(5).join(':')] : parts;
}
