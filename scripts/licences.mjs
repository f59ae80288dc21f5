/** The licences of packages whose code is in the build: those ask for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param inputs paths of all files that went into the build
 * @returns name and licence of each package among them
 */
export function licencesOf(inputs, root) {
  const folders = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  return [...folders]
    .sort()
    .map((folder) => textOf(join(root, folder)))
    .join('\n');
}

function textOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && /^(licen[cs]e|notice)/i.test(one.name))
    .map(({ name: file }) => file)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return `${name} ${version} (${license})\n\n${texts.join('\n')}\n`;
}
