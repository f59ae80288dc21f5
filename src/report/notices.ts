import type { Level, Notice } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { noticeFingerprint } from './fingerprint.js';
import { wrapped } from './wrap.js';

/** @returns the findings about decisions for a terminal, a line each with its place; empty where there are none */
export function noticesText(notices: readonly Notice[], width: number): string {
  if (notices.length === 0) return '';
  const lines = notices.flatMap(({ rule, message, at }) => [
    `  ${rule}`,
    ...wrapped(`${noticePlace(at)}${message}`, '    ', width),
  ]);
  return ['Decisions to look at:', ...lines].join('\n');
}

/** @returns where a decision is written, with two blanks behind it; empty for one of a flag */
export function noticePlace(at: Notice['at']): string {
  if (at === undefined) return '';
  return `${[at.file, at.line, at.column].filter((part) => part !== undefined).join(':')}  `;
}

/** A finding about a decision as data; `schemas/analysis.schema.json` has its form. */
export interface NoticeJson {
  rule: Notice['rule'];
  level: Level;
  security: boolean;
  subject: string;
  at?: Notice['at'];
  message: string;
  remedy: string;
  fingerprint: string;
  baseline?: 'known' | 'new';
}

export function noticesJson({ notices = [], rules, baseline }: Analysis): NoticeJson[] {
  return notices.map((notice) => {
    const { rule, subject, message, at } = notice;
    const { level, security, remedy } = rules[rule];
    const fingerprint = noticeFingerprint(notice);
    const state = baseline?.states.get(fingerprint);
    return {
      rule,
      level,
      security,
      subject,
      ...(at && { at }),
      message,
      remedy,
      fingerprint,
      ...(state && { baseline: state }),
    };
  });
}
