import type { Rule } from '../../rule/rules';

/** The permissions of a file: three octal digits. */
export const fileMode: Rule<number> = (found, at) => {
  if (found < 0 || found > 0o777) at.report('api/file-mode', { found });
};
