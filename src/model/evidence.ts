/**
 * How we know something (facts runtime.md, section 0): **V** recorded from AWS, **D** AWS documentation,
 * **C** community report, **I** our inference, **U** unverified.
 */
export type Evidence = 'V' | 'D' | 'C' | 'I' | 'U';

/** From the strongest to the weakest. */
export const evidences = ['V', 'D', 'C', 'I', 'U'] as const satisfies Evidence[];
