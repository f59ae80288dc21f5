/**
 * How much a difference matters to those who call an API or stand behind it: of a difference that was seen, what it means;
 * of a rule, the worst that it can mean where nobody acts on it.
 *
 * - `security` somebody gets in, or sees something, who was kept out
 * - `breaking` a correct client or backend can stop working
 * - `visible` somebody can tell the two apart
 * - `benign` nobody has to care
 */
export type DifferenceClass = 'security' | 'breaking' | 'visible' | 'benign';

/** In the order in which reports show them. */
export const differenceClasses = ['security', 'breaking', 'visible', 'benign'] as const satisfies DifferenceClass[];
