/** The clock, kept at the edge: stages get the time as a value, so the same input gives the same bytes. */
export function now(): Date {
  return new Date();
}
