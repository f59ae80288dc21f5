import type { Deployment } from './gateway.js';

/**
 * @returns what stands in front of the path on the wire, and where backends see it: the stage, nothing for `$default`
 *   (RT-PATH-STAGE, RT-PATH-STAGE-DEFAULT), or what a mapping of a custom domain stands for
 */
export function pathPrefix({ stage, basePath }: Pick<Deployment, 'stage' | 'basePath'>): string {
  return basePath ?? (stage === '$default' ? '' : `/${stage}`);
}
