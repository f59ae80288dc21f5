import { type BodyForm, jsonOf } from '../model/index.js';

/** @returns what a body is: by what it says of itself, and where that says nothing, by what it holds */
export function bodyForm(text: string, contentType: string): BodyForm {
  if (text === '') return 'none';
  // A character that no text has: bytes that were read as one.
  if (text.includes('\0') || text.includes('\uFFFD')) return 'binary';
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return 'form';
  if (/^(?:image|audio|video|font)\/|octet-stream|multipart\//i.test(contentType)) return 'binary';
  const isJson = /\bjson\b/i.test(contentType) || /^\s*[[{]/.test(text);
  return isJson && jsonOf(text) !== undefined ? 'json' : 'text';
}
