'use strict';

/**
 * The directions between the folders of `src`, as rules that fail the build.
 *
 * A folder imports only what its row names. `types` are folders of which it may import types alone.
 * A new folder needs a row here before anything in it passes.
 */

/** Plain objects only: none of these may load cdk8s or constructs. */
const OF_A_POD = ['config', 'storage', 'network', 'access', 'scaling'];
const PURE = ['core', 'pod', ...OF_A_POD, 'workload', 'yaml', 'schema', 'check', 'plan', 'codegen'];

/** @type {Record<string, { imports: string[], types?: string[] }>} */
const FOLDERS = {
  core: { imports: [] },
  pod: { imports: ['core'], types: ['config', 'storage'] },
  config: { imports: ['core'] },
  storage: { imports: ['core'] },
  network: { imports: ['core'] },
  access: { imports: ['core'] },
  scaling: { imports: ['core'] },
  workload: { imports: ['core', 'pod', ...OF_A_POD] },

  yaml: { imports: ['core'] },
  schema: { imports: ['core', 'yaml'] },
  check: { imports: ['core', 'yaml', 'schema'] },
  plan: { imports: ['core', 'yaml', 'schema', 'check'] },
  codegen: { imports: ['core', 'yaml', 'schema'] },
  report: { imports: ['core'], types: ['check', 'plan'] },

  validation: { imports: ['core', 'check', 'schema'] },
  synth: { imports: ['core', 'yaml', 'schema', 'report', 'plan'], types: ['check'] },
  apps: { imports: [...PURE, 'synth'] },
  catalog: { imports: [...PURE, 'synth', 'apps'] },
  plus: { imports: [...PURE, 'synth', 'apps', 'report'] },
  testing: { imports: [...PURE, 'synth', 'apps', 'report'] },
  cli: { imports: [...PURE, 'synth', 'apps', 'catalog', 'report'] },
};

/** The folders whose files may load cdk8s and constructs. */
const WITH_CONSTRUCTS = ['apps', 'catalog', 'synth', 'cli', 'testing', 'plus'];

const names = Object.keys(FOLDERS);
const anyOf = (folders) => `(${folders.join('|')})`;
const npm = (packages) => `node_modules/${anyOf(packages)}/`;

/** One rule for values and, where a folder may import more types than values, a narrower one for those. */
function direction(folder) {
  const { imports, types = [] } = FOLDERS[folder];
  const own = ['generated', `src/${folder}`];
  const allowed = (list) => `^(${[...own, ...list.map((name) => `src/${name}`)].join('|')})/`;
  const rules = [
    {
      name: `direction-${folder}`,
      comment: `src/${folder} imports ${[...imports, ...types].join(', ') || 'nothing of ours'}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^(src|generated)/', pathNot: allowed([...imports, ...types]) },
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `types-only-${folder}`,
      comment: `src/${folder} imports only types of ${types.join(', ')}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/${anyOf(types)}/`, dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...names.flatMap(direction),
    {
      name: 'known-folder',
      comment: 'Every folder of src has a row in .dependency-cruiser.cjs, and only index.ts lies beside the folders',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${anyOf(names)}/|index\\.ts$)` },
      to: {},
    },
    {
      name: 'index-exports-the-sdk',
      comment: 'src/index.ts is the SDK: the command and the subpaths have entry points of their own',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(cli|testing|plus)/' },
    },
    {
      name: 'not-outside-src',
      comment: 'src imports its own files, types from generated/, package.json and packages: nothing else is published',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['local'], pathNot: '^((src|generated)/|package\\.json$)' },
    },
    {
      name: 'generated-is-types',
      comment: 'generated/ holds declarations only: there is nothing to load at run time',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^generated/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that import each other are one file',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'constructs-stay-thin',
      comment: 'Plain objects in the middle: cdk8s and constructs are for the folders that build the tree',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${anyOf(WITH_CONSTRUCTS)}/|index\\.ts$)` },
      to: { path: npm(['cdk8s', 'constructs', 'cdk8s-plus-[0-9]+']) },
    },
    {
      name: 'plus-is-optional',
      comment: 'cdk8s-plus is an optional peer, and slow to load: src/plus alone may need it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/plus/' },
      to: { path: npm(['cdk8s-plus-[0-9]+']) },
    },
    {
      name: 'declared-package',
      comment: 'What src loads is a dependency or a peer dependency of the published package',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere fails for the user',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'require', 'node', 'default'],
      mainFields: ['main', 'types'],
      extensions: ['.ts', '.d.ts', '.js', '.json'],
    },
  },
};
