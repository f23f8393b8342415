import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

import { jestExpect } from '@jest/expect';
import { SourceMapSupport } from '@jest/source-map';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { PluginKind, commonTokens, declareClassPlugin, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, TestStatus, determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { transformSync } from '@swc/core';
import * as circus from 'jest-circus';
import { SnapshotState } from 'jest-snapshot';

/**
 * A test runner for Stryker in which a mutant costs no process and no jest: the functions, the matchers and the configuration of the
 * tests are jest's, and each file of tests gets modules of its own, as from jest; but a file is read and transformed once for all
 * mutants. It takes files which need no `jest` object.
 */
class InProcessRunner {
  static inject = tokens(commonTokens.options);

  constructor(options) {
    this.root = process.cwd();
    this.selection = options.inProcess;
    this.jest = JSON.parse(readFileSync(join(this.root, 'jest.config.json'), 'utf8'));
    this.stryker = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    Object.assign(process.env, { NODE_ENV: 'test', FORCE_COLOR: '0' });
    this.require = createRequire(join(this.root, 'package.json'));
    const { test, it, describe, beforeAll, beforeEach, afterAll, afterEach } = circus;
    Object.assign(globalThis, { test, it, describe, beforeAll, beforeEach, afterAll, afterEach, expect: jestExpect });
    circus.addEventHandler((event) => this.onEvent(event));
    const nameMapper = Object.entries(this.jest.moduleNameMapper).map(([pattern, target]) => [new RegExp(pattern), this.inRoot(target)]);
    // In the sandbox, which Stryker takes away.
    const mapFolder = mkdtempSync(join(this.root, '.source-maps-'));
    loadTypeScript({ swc: Object.values(this.jest.transform)[0][1], nameMapper, mapFolder });
  }

  async dryRun() {
    this.stryker.mutantCoverage = { static: {}, perTest: {} };
    const result = await this.run(this.testFiles(), { bail: false });
    return { ...result, mutantCoverage: this.stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const files = testFilter?.map((id) => id.slice(0, id.indexOf(' '))) ?? this.testFiles();
    Object.assign(this.stryker, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    try {
      const result = await this.run(files, { bail: !disableBail, wanted: testFilter && new Set(testFilter) });
      return toMutantRunResult(determineHitLimitReached(this.stryker.hitCount, hitLimit) ?? result, disableBail);
    } finally {
      this.stryker.activeMutant = undefined;
    }
  }

  /** A file that cannot be loaded is an error, as Stryker has it, unless a test of another file fails. */
  async run(files, { bail, wanted }) {
    Object.assign(this, { bail, wanted, tests: [], failed: false });
    const errors = [];
    for (const file of this.slowLast(new Set(files))) {
      if (bail && this.failed) break;
      try {
        const { unhandledErrors } = await this.runFile(file);
        errors.push(...unhandledErrors);
      } catch (error) {
        errors.push(error?.stack ?? String(error));
      }
    }
    if (errors.length > 0 && !this.failed) return { status: DryRunStatus.Error, errorMessage: errors.join('\n') };
    return { status: DryRunStatus.Complete, tests: this.tests };
  }

  async runFile(file) {
    const { cache } = this.require;
    for (const one of Object.keys(cache)) if (one.startsWith(this.root) && !one.includes('/node_modules/')) delete cache[one];
    circus.resetState();
    circus.getState().testTimeout = this.jest.testTimeout;
    const path = join(this.root, file);
    Object.assign(this, { file, ids: new Map() });
    jestExpect.setState({ testPath: path, snapshotState: snapshotsOf(path, this.root) });
    // What runs while the tests are declared is done for all of them.
    this.stryker.currentTestId = file;
    for (const setup of this.jest.setupFilesAfterEnv) this.require(this.inRoot(setup));
    this.require(path);
    this.nameTests(circus.getState().rootDescribeBlock, []);
    this.stryker.currentTestId = file;
    const result = await circus.run();
    this.stryker.currentTestId = undefined;
    this.shareCoverage();
    return result;
  }

  /** The id of a test is its file and its full name, numbered where the file has several of that name. */
  nameTests(block, path) {
    for (const child of block.children) {
      if (child.type === 'describeBlock') {
        this.nameTests(child, [...path, child.name]);
        continue;
      }
      const name = [...path, child.name].join(' ');
      const before = [...this.ids.values()].filter((one) => one.name === name).length;
      const id = `${this.file} ${name}${before > 0 ? ` (${before + 1})` : ''}`;
      this.ids.set(child, { id, name });
      if (this.wanted?.has(id) === false) child.mode = 'skip';
    }
  }

  onEvent({ name, test }) {
    if (name === 'test_start') {
      if (this.bail && this.failed) test.mode = 'skip';
      this.stryker.currentTestId = this.ids.get(test).id;
      jestExpect.setState({ currentTestName: this.ids.get(test).name });
    } else if (name === 'test_done') {
      this.stryker.currentTestId = this.file;
      const { id } = this.ids.get(test);
      const failureMessage = test.errors.map(([error, asynchronous]) => error?.stack ?? asynchronous?.stack ?? String(error)).join('\n');
      const outcome = test.errors.length === 0 ? { status: TestStatus.Success } : { status: TestStatus.Failed, failureMessage };
      this.failed ||= test.errors.length > 0;
      this.tests.push({ id, name: id, fileName: join(this.root, this.file), timeSpentMs: test.duration ?? 0, ...outcome });
    }
  }

  /** What declarations and hooks have covered is covered by each test of the file. */
  shareCoverage() {
    const { [this.file]: shared, ...perTest } = this.stryker.mutantCoverage?.perTest ?? {};
    if (shared === undefined) return;
    for (const { id, fileName } of this.tests) if (fileName === join(this.root, this.file)) perTest[id] = { ...shared, ...perTest[id] };
    this.stryker.mutantCoverage.perTest = perTest;
  }

  testFiles() {
    const { folders, without } = this.selection;
    return folders.flatMap((folder) => readdirSync(join(this.root, folder), { recursive: true }).sort().map((name) => `${folder}/${name}`))
      .filter((file) => file.endsWith('.test.ts') && !without.some((text) => file.includes(text)));
  }

  /** The files that take long come last: most mutants are killed before them. */
  slowLast(files) {
    const rank = (file) => this.selection.slow.findIndex((text) => file.includes(text));
    return [...files].sort((a, b) => rank(a) - rank(b));
  }

  inRoot(path) {
    return path.replace('<rootDir>', this.root);
  }
}

function snapshotsOf(path, rootDir) {
  const file = join(dirname(path), '__snapshots__', `${basename(path)}.snap`);
  return new SnapshotState(file, { updateSnapshot: 'none', rootDir, snapshotFormat: { escapeString: false, printBasicPrototype: false } });
}

/** `require` takes TypeScript, as jest does: transformed by SWC, and the package's own name leads to its sources. */
function loadTypeScript({ swc, nameMapper, mapFolder }) {
  const compiled = new Map();
  const maps = new Map();
  new SourceMapSupport().install(maps);
  Module._extensions['.ts'] = (module, filename) => {
    if (!compiled.has(filename)) {
      const { code, map } = transformSync(readFileSync(filename, 'utf8'), { ...swc, sourceMaps: true, filename, swcrc: false });
      const mapFile = join(mapFolder, `${compiled.size}.map`);
      writeFileSync(mapFile, map);
      maps.set(filename, mapFile);
      compiled.set(filename, compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], { filename }));
    }
    compiled.get(filename).call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename));
  };
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = (request, ...rest) => {
    const [pattern, target] = nameMapper.find(([one]) => one.test(request)) ?? [];
    return resolveFilename(pattern === undefined ? request : request.replace(pattern, target), ...rest);
  };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];

export const strykerValidationSchema = {
  properties: {
    inProcess: {
      type: 'object',
      properties: {
        folders: { type: 'array', items: { type: 'string' } },
        slow: { type: 'array', items: { type: 'string' } },
        without: { type: 'array', items: { type: 'string' } },
      },
    },
  },
};
