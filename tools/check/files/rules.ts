import type { Finding } from '../step.ts';
import { lineAt, type Texts } from '../tree.ts';

export interface FileContentRule {
  name: string;
  judge(texts: Texts): { looked: number; findings: Finding[] };
}

const BYTES_MAX = 1024 * 1024;
const LOCK = /(^|\/)package-lock\.json$/;
const REGISTRY = 'https://registry.npmjs.org/';
const MACHINE_PATH = /(?<![\w.~})\]*$-])\/(?:(?:root|work|workspace|home\/[a-z][\w-]*)\/[\w.-]|Users\/\w)/g;
const SECRET =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}\b|\bxox[abp]-[\w-]{20,}|\bsk_live_\w{16,}|\bnpm_\w{36}\b/g;

/** A rule that refuses each match of a pattern in any file but those that may hold it. */
function patternRule(name: string, pattern: RegExp, says: string, exempt?: RegExp): FileContentRule {
  const judge = (texts: Texts) => {
    const findings = [...texts].flatMap(([path, text]) =>
      exempt?.test(path)
        ? []
        : [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
            path,
            line: lineAt(text, index),
            rule: name,
            says: `${says} (${match.slice(0, 24)})`,
          })),
    );
    return { looked: texts.size, findings };
  };
  return { name, judge };
}

const largeFiles: FileContentRule = {
  name: 'large-files',
  judge: (texts) => {
    const findings = [...texts]
      .filter(([path, { length }]) => length > BYTES_MAX && !LOCK.test(path))
      .map(([path, { length }]) => ({
        path,
        line: 1,
        rule: 'large-files',
        says: `${length} bytes, at most ${BYTES_MAX}`,
      }));
    return { looked: texts.size, findings };
  },
};

/** No address at all is fine too: npm may leave it out, and then takes the registry of whoever installs. */
const registries: FileContentRule = {
  name: 'registries',
  judge: (texts) => {
    const locks = [...texts].filter(([path]) => LOCK.test(path));
    const findings = locks.flatMap(([path, text]) =>
      [...text.matchAll(/"resolved": "([a-z+]+:[^"]*)"/g)]
        .filter(([, address = '']) => !address.startsWith(REGISTRY))
        .map(({ 1: address, index }) => ({
          path,
          line: lineAt(text, index),
          rule: 'registries',
          says: `${address} is not of ${REGISTRY}`,
        })),
    );
    return { looked: locks.length, findings };
  },
};

export const fileContentRules: FileContentRule[] = [
  patternRule('machine-paths', MACHINE_PATH, 'a path of one machine means nothing on another'),
  patternRule('secrets', SECRET, 'looks like a secret: take it out and have it revoked', /\/fixtures\//),
  largeFiles,
  registries,
];
