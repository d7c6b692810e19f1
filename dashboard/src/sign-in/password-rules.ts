const RULES = [/^.{6,128}$/su, /\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{N}\s]/u];

/** Whether the desk would take it: six characters of four kinds. */
export const isStrong = (password: string): boolean => RULES.every((rule) => rule.test(password));
