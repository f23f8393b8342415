/** What installs the packages of a project. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn';

export const packageManagers = ['npm', 'pnpm', 'yarn'] as const satisfies readonly PackageManager[];

interface Words {
  readonly install: string;
  /** Installs exactly what the lock file says. */
  readonly installLocked: string;
  readonly test: string;
  /** Runs a command of a package. */
  readonly exec: string;
  /** What `package.json` asks Corepack for, which otherwise takes an old one. @default - nothing */
  readonly release?: string;
}

const words: { readonly [M in PackageManager]: Words } = {
  npm: { install: 'npm install', installLocked: 'npm ci', test: 'npm test', exec: 'npx' },
  pnpm: { install: 'pnpm install', installLocked: 'pnpm install --frozen-lockfile', test: 'pnpm test', exec: 'pnpm exec' },
  yarn: { install: 'yarn install', installLocked: 'yarn install --immutable', test: 'yarn test', exec: 'yarn', release: 'yarn@4.18.1' },
};

/** What people type. */
export function wordsOf(manager: PackageManager): Words {
  return words[manager];
}

/** The one that started this command: `npm exec`, `pnpm dlx` and `yarn dlx` say so. */
export function startedBy(userAgent: string | undefined): PackageManager {
  return packageManagers.find((manager) => userAgent?.startsWith(`${manager}/`) === true) ?? 'npm';
}

/** A text for people that speaks of npm, for those who use another one. */
export function inWordsOf(manager: PackageManager, text: string): string {
  if (manager === 'npm') return text;
  const { install, test, exec } = words[manager];
  const replace = (line: string): string =>
    line.replaceAll(/\bnpm install\b/g, install).replaceAll(/\bnpm test\b/g, test).replaceAll(/\bnpx (?=\w)/g, `${exec} `);
  return alignComments(text.split('\n').map(replace)).join('\n');
}

/** Comments behind commands, one below the other. */
function alignComments(lines: readonly string[]): string[] {
  const comments = lines.map((line) => /^(\S.*?)(\s{2,}|\s+(?=# ))(# .*)$/.exec(line));
  const width = Math.max(0, ...comments.map((match) => match?.[1]!.length ?? 0));
  return lines.map((line, index) => (comments[index] === null ? line : `${comments[index]![1]!.padEnd(width + 3)}${comments[index]![3]!}`));
}
