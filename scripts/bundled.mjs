/**
 * Packages that the build takes into dist: large ones of which little is used, and which an installation then does without.
 * THIRD-PARTY-NOTICES.md has their licences. All others stay outside, and are dependencies.
 */
export const bundled = ['echarts', 'zrender', 'tslib'];
