/**
 * The real definitions that a run looks at: every third, so that a run before each change stays short; all of them with CORPUS=all, before
 * a release. Which third moves with `turn`, so that tests between them see more of it.
 */
export function corpusShare<File>(files: readonly File[], turn = 0): File[] {
  return process.env['CORPUS'] === 'all' ? [...files] : files.filter((_, index) => index % 3 === turn % 3);
}
