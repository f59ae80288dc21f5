import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TrafficGroup, UsageProfile } from '../../src/model/index.js';
import { type AccessLogOptions, readAccessLogs } from '../../src/traffic/access-logs.js';

/** Writes logs into a new folder; a name that ends with `.gz` is packed. @returns the folder */
export async function logFolder(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'migrate-logs-'));
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return folder;
}

/** Everything that is read of logs. */
export async function readAll(
  paths: string[],
  options?: AccessLogOptions,
): Promise<{ profile: UsageProfile; groups: TrafficGroup[] }> {
  const logs = await readAccessLogs(paths, options);
  try {
    const groups: TrafficGroup[] = [];
    for await (const group of logs.groups()) groups.push(group);
    return { profile: await logs.profile(), groups };
  } finally {
    await logs.close();
  }
}
