import { type Location, type Pointer, settingsRoot } from '../model/index.js';
import type { OpenApiDocument, SettingsDocument } from './document.js';

/** @returns the document with what is set around it: pointers below `/settings.json` are found in the settings */
export function withSettings(document: OpenApiDocument, settings: SettingsDocument): OpenApiDocument {
  return {
    ...document,
    settings,
    locate: (pointers) => {
      const all = [...pointers];
      const around = all.filter(isAround);
      const places = document.locate(all.filter((pointer) => !isAround(pointer)));
      const found = settings.locate(around.map((pointer) => pointer.slice(settingsRoot.length)));
      return new Map([...places, ...[...found].map(inSettings)]);
    },
  };
}

function isAround(pointer: Pointer): boolean {
  return pointer === settingsRoot || pointer.startsWith(`${settingsRoot}/`);
}

function inSettings([pointer, location]: [Pointer, Location]): [Pointer, Location] {
  const whole = `${settingsRoot}${pointer}`;
  return [whole, { ...location, pointer: whole }];
}
