import { t } from '../words.ts';

/** One field of a form, whoever asks it. */
export interface Question {
  name: string;
  label: string;
  /** text, email, phone, number, link, date, list, checkbox or textarea; others are taken as text. */
  type: string;
  isRequired: boolean;
  placeholder?: string | undefined;
  initial?: string | undefined;
  options?: readonly { label: string; value: string }[] | undefined;
  pattern?: string | null | undefined;
  cue?: string | null | undefined;
}

export type Value = string | boolean;

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>".]+(\.[^\s@,;<>".]+)+$/;
const PHONE = /^\+[1-9]\d{6,14}$/;

/** Signs that people put between the digits of a number. */
const BETWEEN_DIGITS = /[\s().\-/]/g;

/** What kinds of values must look like, and what is said of those that do not. */
const RULES: Readonly<Record<string, { isGood(value: string): boolean; says: Parameters<typeof t>[0] }>> = {
  email: { isGood: (value) => EMAIL.test(value), says: 'badEmail' },
  phone: { isGood: (value) => PHONE.test(value), says: 'badPhone' },
  number: { isGood: (value) => value !== '' && Number.isFinite(Number(value)), says: 'badNumber' },
  link: { isGood: isLink, says: 'badLink' },
};

function isLink(value: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

/** A value as it is sent: a telephone number without what stands between its digits. */
export function tidy({ type }: Question, value: Value): Value {
  if (typeof value === 'boolean') return value;
  return type === 'phone' ? value.replaceAll(BETWEEN_DIGITS, '') : value.trim();
}

/** What is wrong with a value; nothing when it is right. */
export function problemOf(question: Question, given: Value): string | undefined {
  const value = tidy(question, given);
  if (value === '' || value === false) return question.isRequired ? t('required') : undefined;
  if (value === true) return undefined;
  const rule = RULES[question.type];
  if (rule && !rule.isGood(value)) return t(rule.says);
  if (!matches(question.pattern, value)) return question.cue || t('badValue');
  return undefined;
}

/** Patterns are written with bars around them or without; one that is no pattern asks for nothing. */
function matches(pattern: string | null | undefined, value: string): boolean {
  if (!pattern) return true;
  const [, source = pattern, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(source, flags.replaceAll(/[gy]/g, '')).test(value);
  } catch {
    return true;
  }
}
