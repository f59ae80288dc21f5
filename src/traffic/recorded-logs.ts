import type { UsageProfile } from '../model/index.js';
import { type AccessLogOptions, readAccessLogs } from './access-logs.js';
import { saveProfile } from './saved-profile.js';

/**
 * Reads what access logs say of use, and keeps it if wanted.
 *
 * @param saveTo file for the profile
 * @throws Failure (`input`) for a log that cannot be read, (`usage`) where the profile cannot be written
 */
export async function profileOfLogs(
  paths: readonly string[],
  { saveTo, ...options }: AccessLogOptions & { saveTo?: string | undefined },
): Promise<UsageProfile> {
  const logs = await readAccessLogs(paths, options);
  try {
    const profile = await logs.profile();
    if (saveTo !== undefined) await saveProfile(saveTo, profile, logs.groups());
    return profile;
  } finally {
    await logs.close();
  }
}
