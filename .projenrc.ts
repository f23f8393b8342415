import { JsonFile, javascript, typescript } from 'projen';

/** The published entry points. A subpath is added here together with its `src/<file>.ts`. */
const ENTRY_POINTS: Readonly<Record<string, string>> = {
  '.': 'index',
  './catalog': 'catalog/index',
  './plus': 'plus/index',
  './testing': 'testing/index',
};

const entryPoint = (file: string): Record<string, string> => ({
  types: `./lib/${file}.d.ts`,
  default: `./lib/${file}.js`,
});

/** The package's own name resolves to the sources, so that examples, templates and tests read like a user's code. */
const SELF_PATHS = {
  kubeloom: ['./src/index.ts'],
  'kubeloom/testing': ['./src/testing/index.ts'],
  'kubeloom/catalog': ['./src/catalog/index.ts'],
  'kubeloom/plus': ['./src/plus/index.ts'],
};

const project = new typescript.TypeScriptProject({
  name: 'kubeloom',
  description: 'A typed SDK, code generator and command line that turn an application definition into a complete, checked Kubernetes bundle',
  keywords: ['kubernetes', 'cdk8s', 'constructs', 'manifests', 'yaml', 'gitops', 'typescript'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  typescriptVersion: '~5.9.3',
  license: 'Apache-2.0',
  copyrightOwner: 'The Kubeloom authors',

  projenVersion: '^0.103.25',
  projenrcTs: true,
  // `npm test` checks the types of this file, so that `npx projen` need not.
  projenrcTsOptions: { projenCodeDir: 'scripts', runner: typescript.TypeScriptRunner.tsx() },
  github: false,
  release: false,
  depsUpgrade: false,
  package: false,
  sampleCode: false,
  eslint: false,
  npmignoreEnabled: false,
  vscode: false,

  deps: ['yaml@^2.9.1', 'esbuild@^0.28.2', 'nanotar@^0.3.0', '@marcbachmann/cel-js@^8.0.0', '@viz-js/viz@^3.31.0'],
  peerDeps: ['cdk8s@^2.70.0', 'constructs@^10.4.0', 'cdk8s-plus-27@^2.9.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    // What users bring themselves.
    'cdk8s@^2.70.106',
    'constructs@^10.8.1',
    'cdk8s-plus-27@^2.9.5',
    'cdk8s-cli@^2.207.60',
    // Run and test TypeScript.
    'tsx@^4.23.0',
    // Exact: the builds of the releases after it are not there for every platform, and `npm ci` then refuses the lock file.
    '@swc/core@1.16.18',
    '@swc/jest@^0.2.39',
    'fast-check@^4.10.0',
    'js-yaml@^4.3.0',
    '@types/js-yaml@^4.0.9',
    'ajv@^8.17.1',
    '@microsoft/jest-sarif@^1.0.0-beta.0',
    'xmllint-wasm@^5.0.0',
    // Version 2 needs Node.js 22.
    '@kubernetes/client-node@^1.4.0',
    '@stryker-mutator/core@^9.0.0',
    // The parts of jest and Stryker that the test runner of the mutation tests is made of.
    '@stryker-mutator/api@^9.0.0',
    'jest-circus@^30.0.0',
    'jest-snapshot@^30.0.0',
    '@jest/expect@^30.0.0',
    '@jest/source-map@^30.0.0',
    // Lint.
    'eslint@^10.15.0',
    'typescript-eslint@^8.73.0',
    '@stylistic/eslint-plugin@^5.10.0',
    'dependency-cruiser@^17.3.0',
    'publint@^0.3.25',
    '@arethetypeswrong/cli@^0.18.5',
    'typescript-7@npm:typescript@^7.0.2',
    // Reference documentation.
    'typedoc@^0.28.20',
    'typedoc-plugin-markdown@^4.14.0',
  ],

  tsconfig: {
    compilerOptions: {
      // Members that classes implement for each other are part of what makes types compatible: without them any text would be a volume.
      stripInternal: false,
      module: 'node16',
      moduleResolution: javascript.TypeScriptModuleResolution.NODE16,
      target: 'ES2022',
      lib: ['ES2023'],
      types: ['node'],
      paths: SELF_PATHS,
      // Source maps beside the output keep lib readable in a stack trace; they are not published.
      inlineSourceMap: false,
      inlineSources: false,
      sourceMap: true,
      experimentalDecorators: false,
      isolatedModules: true,
      skipLibCheck: true,
      forceConsistentCasingInFileNames: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      useUnknownInCatchVariables: true,
    },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: [
      '.projenrc.ts',
      'src/**/*.ts',
      'test/**/*.ts',
      'generated/**/*.ts',
      'examples/**/*.ts',
      'templates/**/*.ts',
      'bench/**/*.ts',
      'scripts/**/*.ts',
    ],
    // A fixture that must not compile lives in a folder named `broken`.
    exclude: ['node_modules', 'test/**/broken/**'],
    compilerOptions: {
      types: ['node', 'jest'],
      rootDir: '.',
      noEmit: true,
      // A second check starts from what the first one found.
      incremental: true,
      tsBuildInfoFile: './node_modules/.cache/tsconfig.dev.tsbuildinfo',
    },
  },
  typecheckTests: false,

  jestOptions: {
    jestVersion: '^30.0.0',
    configFilePath: 'jest.config.json',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    coverageText: false,
    junitReporting: false,
    passWithNoTests: false,
  },

  gitignore: [
    '*.tsbuildinfo',
    '/coverage/',
    '/reports/',
    '/.stryker-tmp/',
    '/test-reports/',
    '.DS_Store',
  ],
});

project.tsconfigDev.removeInclude('**/*.ts');
// A field that is assigned by the constructor is not defined before that as well: definitions are made by the thousand.
project.tsconfig!.file.addOverride('compilerOptions.useDefineForClassFields', false);

// SWC instead of ts-jest: types are checked once, before the tests, and a worker then starts without the compiler.
project.deps.removeDependency('ts-jest');
Object.assign(project.jest?.config as object, {
  collectCoverage: false,
  // By default jest leaves one core idle, which is half of a small machine.
  maxWorkers: '100%',
  // Of src there are no tests, but jest has to see which test leads to which source, for --watch and Stryker.
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Some tests start processes: on a machine that is busy with other things they are slow, and not wrong.
  testTimeout: 60_000,
  setupFilesAfterEnv: ['<rootDir>/test/support/fixed-seed.ts'],
  modulePathIgnorePatterns: ['<rootDir>/\\.stryker-tmp/'],
  moduleNameMapper: {
    '^kubeloom$': '<rootDir>/src/index.ts',
    '^kubeloom/(testing|catalog|plus)$': '<rootDir>/src/$1/index.ts',
  },
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      sourceMaps: 'inline',
      jsc: { target: 'es2022', parser: { syntax: 'typescript' }, transform: { useDefineForClassFields: false } },
      module: { type: 'commonjs' },
    }],
    // An ES module, which Node.js loads and jest does not.
    '/(@marcbachmann/cel-js|@viz-js/viz)/.+\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/|@viz-js/viz/)'],
});

const pkg = project.package;
pkg.addVersion('0.1.0');
pkg.addField('type', 'commonjs');
pkg.addField('exports', {
  ...Object.fromEntries(Object.entries(ENTRY_POINTS).map(([subpath, file]) => [subpath, entryPoint(file)])),
  './package.json': './package.json',
});
// For `moduleResolution: node`, which `module: commonjs` means up to TypeScript 5: it knows nothing of `exports`.
pkg.addField('typesVersions', {
  '*': Object.fromEntries(Object.entries(ENTRY_POINTS).filter(([subpath]) => subpath !== '.').map(([subpath, file]) => [subpath.slice(2), [`lib/${file}.d.ts`]])),
});
pkg.addBin({ kubeloom: 'lib/cli/main.js' });
// The scripts of the catalogue are read from where they stand, beside the definitions.
pkg.addField('files', ['lib', '!lib/**/*.map', 'generated', 'schemas', 'templates', 'src/catalog', '!src/catalog/**/*.ts']);
// What is imported for what it does: the command, and the matchers that `import 'kubeloom/testing'` adds.
pkg.addField('sideEffects', ['./lib/cli/main.js', './lib/testing/index.js']);
// As with @swc/core: the last release that has a build for every platform. jest resolves modules with it.
pkg.addPackageResolutions('unrs-resolver@1.12.2');
pkg.addField('peerDependenciesMeta', { 'cdk8s-plus-27': { optional: true } });

project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

// What each package may run when it is installed: nothing here needs more than its binary.
pkg.addField('allowScripts', { esbuild: true, '@swc/core': false, '@parcel/watcher': false, backport: false, 'unrs-resolver': false });

// A file that left src leaves nothing behind in lib.
project.preCompileTask.exec('rm -rf lib');
// npx links the command of this folder once, and makes it executable then alone: a file that is compiled anew has to be so again.
const executable = 'node -e "require(\'node:fs\').chmodSync(\'lib/cli/main.js\', 0o755)"';
project.compileTask.reset('tsc -p tsconfig.json');
project.compileTask.exec(executable);
// A fresh clone's `npm ci` gives a working lib, and a half-done edit does not stop an install: `npm test` checks the types.
project.setScript('prepare', `tsc -p tsconfig.json --noCheck && ${executable}`);

// The type check of `npm test` is the fast compiler's; `.ci/run` asks the one that users have as well.
project.testTask.prependExec('node node_modules/typescript-7/bin/tsc --noEmit -p tsconfig.dev.json');

project.addTask('lint', {
  description: 'Style, folder directions, the packed package, the API reference and the snippets of the documentation',
  steps: [
    { exec: 'eslint .' },
    { exec: 'depcruise src --config .dependency-cruiser.cjs' },
    { exec: 'tsx scripts/check-package.ts' },
    { exec: 'tsx scripts/api-docs.ts --check' },
    { exec: 'tsx scripts/check-docs.ts' },
    { exec: 'tsx scripts/diagnostics-page.ts --check' },
    { exec: 'tsx scripts/plan-page.ts --check' },
    { exec: 'tsx scripts/rule-pages.ts --check' },
  ],
});
project.addTask('docs:api', { description: 'Write the API reference to docs/api', exec: 'tsx scripts/api-docs.ts' });
project.addTask('docs:rules', { description: 'Write the pages of the rules of check', exec: 'tsx scripts/rule-pages.ts' });
project.addTask('docs:plan', { description: 'Write the table of the reasons of a plan', exec: 'tsx scripts/plan-page.ts' });
project.addTask('docs:diagnostics', { description: 'Write the table of diagnostic codes', exec: 'tsx scripts/diagnostics-page.ts' });
// A script and not a task: a task turns every exit code into 1.
project.setScript('acceptance', 'node --import tsx test/acceptance/main.ts');
project.setScript('acceptance:processes', 'node --import tsx test/processes/main.ts');
project.addTask('test:templates', {
  description: 'Install the packed package, and run every template against it',
  exec: 'tsx scripts/test-templates.ts',
  receiveArgs: true,
});
project.addTask('fuzz', {
  description: 'Kill processes that write; check texts that nobody would write; write and read back documents, by every reader at hand',
  steps: [{ exec: 'tsx test/fuzz/killed-writers.ts' }, { exec: 'tsx test/fuzz/check-inputs.ts' }, { exec: 'tsx test/fuzz/yaml-round-trip.ts', receiveArgs: true }],
});
project.addTask('bench', { description: 'Measure', exec: 'tsx bench/run.ts', receiveArgs: true });
project.addTask('mutation', { description: 'Mutation tests of src/apps and src/storage', exec: 'stryker run', receiveArgs: true });

new JsonFile(project, 'typedoc.json', {
  marker: false,
  obj: {
    name: 'Kubeloom',
    entryPoints: Object.values(ENTRY_POINTS).map((file) => `src/${file}.ts`),
    tsconfig: 'tsconfig.json',
    plugin: ['typedoc-plugin-markdown', './scripts/typedoc-plugin.mjs'],
    readme: 'none',
    // A line number or a revision would make every commit change every page.
    disableSources: true,
    disableGit: true,
    hideGenerator: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    expandObjects: true,
    tableColumnSettings: { hideSources: true, hideInherited: true, hideOverrides: true },
    excludePrivate: true,
    // What constructs keep for the subclasses of this package is no promise to anybody else.
    excludeProtected: true,
    excludeInternal: true,
    excludeExternals: true,
    // What classes implement for this package alone, and what a type is derived from.
    intentionallyNotExported: [
      'ObjectSource', 'PolicyRulesOwner', 'src/core/codes/index.ts:codes', 'src/check/codes/index.ts:checkCodes',
      'src/plan/codes/consequences.ts:consequenceCodes', 'src/plan/codes/index.ts:reasonCodes', 'src/plan/effect.ts:EFFECTS',
      'src/schema/releases.ts:RELEASES', 'MatcherResult', 'MatcherContext', 'src/synth/kube-object.ts:BuiltIn',
    ],
    validation: { notDocumented: true, notExported: true, invalidLink: true },
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
  },
});

new JsonFile(project, 'stryker.config.json', {
  marker: false,
  obj: {
    plugins: ['./scripts/mutation/in-process-runner.mjs'],
    testRunner: 'in-process',
    mutate: ['src/apps/**/*.ts', 'src/storage/**/*.ts'],
    inProcess: {
      folders: ['apps', 'storage', 'access', 'config', 'network', 'plus', 'pod', 'scaling', 'synth', 'workload', 'examples']
        .map((name) => `test/${name}`),
      // Tests that ask another program or an API server, replace functions by `jest`, or run for longer than half a second.
      without: [
        'agreement', 'api-server', 'oracle', 'determinism', 'killed', 'write-output', 'session', 'uncaught',
        'propert', 'apps/bad-input', 'placement-input', 'examples/check', 'dependency-order', 'circles', 'synth/app.test',
      ],
      // They come after the others: most mutants are killed before them.
      slow: ['no-props', 'bad-input'],
    },
    coverageAnalysis: 'perTest',
    // Scripts of the catalogue are compared by their bytes, and a comment before them would be one more line.
    disableTypeChecks: false,
    timeoutMS: 10_000,
    reporters: ['clear-text', 'progress', 'html', 'json'],
    htmlReporter: { fileName: 'reports/mutation.html' },
    jsonReporter: { fileName: 'reports/mutation.json' },
    concurrency: 2,
    ignorePatterns: ['lib', 'dist', 'docs', 'reports', 'coverage'],
  },
});

project.synth();
