import type { Anonymiser } from '../anonymise/anonymiser.js';
import type { UsageProfile } from '../model/index.js';

/**
 * Takes out of a record what tells whose it is: names of files, tables and stages, and identifiers in paths. Its numbers stay.
 *
 * @param name what the record is called instead
 */
export function anonymousProfile(profile: UsageProfile, anonymiser: Anonymiser, name: string): UsageProfile {
  const { source, routes } = profile;
  const { firstBroken } = source;
  return {
    ...profile,
    source: { ...source, name, ...(firstBroken && { firstBroken: { ...firstBroken, file: name } }) },
    routes: routes.map((one) => ({ ...one, route: one.route === null ? null : anonymiser.string(one.route) })),
  };
}
