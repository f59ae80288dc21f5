import type { Sheet } from './questions-commands.js';

/** @returns the questions as data; `schemas/questions.schema.json` has its form */
export function questionsJson({ api, file, questions, unknown }: Sheet): string {
  return `${JSON.stringify({ version: 1, source: { file }, api: { name: api }, questions, unknown }, undefined, 2)}\n`;
}
