import stylistic from '@stylistic/eslint-plugin';
import tseslint from 'typescript-eslint';

/** `export *` hides what a module promises, and lets a name slip into the public surface unseen. */
const noExportAll = {
  selector: 'ExportAllDeclaration',
  message: 'Name each export: `export *` hides what the module promises.',
};

const processOutsideCli = 'Only src/cli talks to the process: take the value as a parameter.';

export default tseslint.config(
  {
    ignores: [
      'lib/', 'dist/', 'coverage/', 'reports/', 'docs/api/', 'generated/', '.stryker-tmp/',
      'test/**/broken/**', 'test/fixtures/**/dist/**', 'test/golden/import/*/', '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { '@stylistic': stylistic },
    languageOptions: {
      parserOptions: { project: ['./tsconfig.dev.json'], tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'eqeqeq': ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noExportAll],
      'no-var': 'error',
      'prefer-const': 'error',

      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-shadow': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/return-await': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A module that costs start-up time is loaded where it is used: `require('yaml') as typeof import('yaml')`.
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],

      '@stylistic/comma-dangle': ['error', 'always-multiline'],
      '@stylistic/eol-last': 'error',
      '@stylistic/indent': ['error', 2, { SwitchCase: 1, ignoredNodes: ['TemplateLiteral *', 'ConditionalExpression *'] }],
      '@stylistic/max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      '@stylistic/no-multiple-empty-lines': ['error', { max: 1, maxEOF: 0, maxBOF: 0 }],
      '@stylistic/no-trailing-spaces': 'error',
      '@stylistic/object-curly-spacing': ['error', 'always'],
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
      '@stylistic/semi': ['error', 'always'],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: {
      'no-console': 'error',
      'no-process-exit': 'off',
      'no-restricted-properties': [
        'error',
        ...['exit', 'exitCode', 'argv', 'argv0', 'execArgv', 'env', 'stdout', 'stderr', 'stdin']
          .map((property) => ({ object: 'process', property, message: processOutsideCli })),
      ],
      'no-restricted-imports': ['error', {
        paths: ['process', 'node:process', 'console', 'node:console'].map((name) => ({ name, message: processOutsideCli })),
      }],
      // `const { env } = process` and `globalThis.process` would pass by the rules above.
      'no-restricted-syntax': [
        'error',
        noExportAll,
        { selector: "VariableDeclarator[init.name='process']", message: processOutsideCli },
        { selector: "MemberExpression[object.name='globalThis'][property.name=/^(process|console)$/]", message: processOutsideCli },
        { selector: "MemberExpression[object.name='process'][computed=true]", message: processOutsideCli },
      ],
    },
  },
  {
    // Secret values may come from the environment, and this one file reads them.
    files: ['src/config/secret-sources.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['exit', 'exitCode', 'argv', 'argv0', 'execArgv', 'stdout', 'stderr', 'stdin']
          .map((property) => ({ object: 'process', property, message: processOutsideCli })),
      ],
    },
  },
  {
    // `node main.js` has no command line of ours around it, so this one file writes what the program could not return.
    files: ['src/synth/terminal.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['exit', 'argv', 'argv0', 'execArgv', 'env', 'stdout', 'stdin']
          .map((property) => ({ object: 'process', property, message: processOutsideCli })),
      ],
    },
  },
);
