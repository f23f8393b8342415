import { type PackageManager, wordsOf } from './package-manager';

/** Where GitHub looks for it. */
export const workflowPath = '.github/workflows/manifests.yaml';

/** A GitHub Actions workflow: the committed output is what the program gives, types and tests are right. */
export function workflow(manager: PackageManager): string {
  const { installLocked, test, exec } = wordsOf(manager);
  const setup = manager === 'npm' ? [] : manager === 'pnpm' ? ['      - uses: pnpm/action-setup@v4', '        with:', '          version: 10'] : ['      - run: corepack enable'];
  return `${[
    'name: manifests',
    'on:',
    '  push:',
    '    branches: [main]',
    '  pull_request:',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  check:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    ...setup,
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    ...(manager === 'yarn' ? [] : [`          cache: ${manager}`]),
    `      - run: ${installLocked}`,
    '      # Fails when dist/ is not what the program gives: run the same without --check, and commit.',
    `      - run: ${exec} kubeloom synth --check`,
    `      - run: ${exec} tsc --noEmit`,
    `      - run: ${test}`,
  ].join('\n')}\n`;
}
