import { join } from 'node:path';
import { Failure, type JsonObject } from '../model/index.js';
import { type FolderFiles, writeFolder } from './bundle-folder.js';
import { exists } from './files.js';

/** What a bundle holds: a definition as text, and the settings around it. */
interface BundleContent {
  definition: string;
  settings: JsonObject;
}

/** The bundles of a region, those of an API in a folder with its id. */
export class BundleFolders {
  /** @param force bundles that are there are written anew */
  constructor(
    readonly folder: string,
    readonly region: string,
    readonly force: boolean,
  ) {}

  async has(api: string): Promise<boolean> {
    return !this.force && (await exists(this.#folderOf(api)));
  }

  async write(api: string, bundles: Map<string, BundleContent>): Promise<void> {
    await writeFolder(this.#folderOf(api), filesOf(bundles), this.force);
  }

  /** @returns where the bundle of a stage is, among those that were written together */
  folderOf(api: string, stage: string, { size }: ReadonlyMap<string, unknown>): string {
    return size === 1 ? this.#folderOf(api) : join(this.#folderOf(api), stage);
  }

  #folderOf(api: string): string {
    return join(this.folder, this.region, named(api));
  }
}

/**
 * Writes one bundle.
 *
 * @throws Failure (`usage`) when there is something already, and `force` is not given; or when it cannot be written
 */
export async function writeBundle(folder: string, bundle: BundleContent, force: boolean): Promise<void> {
  await writeFolder(folder, bundleFiles(bundle), force);
}

/** @throws Failure (`usage`) when there is something of that name, and `force` is not given */
export async function refuseFolder(folder: string, force: boolean): Promise<void> {
  if (force || !(await exists(folder))) return;
  const next = 'Choose another -o DIR, or add --force to export it again.';
  throw new Failure('usage', 'There is something of that name already.', next, { file: folder });
}

/** @returns the files of one bundle */
function bundleFiles({ definition, settings }: BundleContent): FolderFiles {
  return new Map([
    ['openapi.json', definition],
    ['settings.json', `${JSON.stringify(settings, null, 2)}\n`],
  ]);
}

/** @returns the files of bundles by stage: those of the only one, else each in a folder with the name of its stage */
function filesOf(bundles: Map<string, BundleContent>): FolderFiles {
  const all = [...bundles].map(([stage, bundle]) => {
    const files = [...bundleFiles(bundle)];
    return bundles.size === 1 ? files : files.map(([path, text]): [string, string] => [join(named(stage), path), text]);
  });
  return new Map(all.flat());
}

/** Names come from the network: none leads out of the folder. */
function named(name: string): string {
  if (/^[\w-]+$/.test(name)) return name;
  throw new Failure('aws', `AWS named an API or a stage ${JSON.stringify(name)}.`, 'Check --endpoint-url.');
}
