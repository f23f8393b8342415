import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDocument } from '../src/yaml/write';
import { objectsOfOneApp } from './fleet';
import { BIN, CACHE, type Command } from './measure';

const folder = join(CACHE, 'peers');
/** As `cdk8s init typescript-app` sets a project up, and the last version of kosko's command line that is to be had. */
const packages = {
  'cdk8s': '^2.70.0', 'cdk8s-cli': '^2.207.0', 'cdk8s-plus-33': '^2.5.0', 'constructs': '^10.4.0', 'ts-node': '^10.9.0', 'typescript': '5.9.x', '@types/node': '^20', '@kosko/cli': '^1.2.0',
};
const HELM = 'helm.sh/helm/v3/cmd/helm@v3.19.0';
const tsconfig = {
  compilerOptions: { alwaysStrict: true, declaration: true, experimentalDecorators: true, inlineSourceMap: true, inlineSources: true, lib: ['es2016'], module: 'CommonJS', strict: true, target: 'ES2017' },
};

/** The peers that are installed; nothing of them comes into this package. */
export interface Peers {
  readonly node: boolean;
  readonly helm?: string | undefined;
}

let known: Peers | undefined;

/** Installs what is missing, where there is a network and, for Helm, Go. */
export function installPeers(): Peers {
  return (known ??= { node: installNode(), helm: installGo('helm', HELM) });
}

function installNode(): boolean {
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ name: 'peers', private: true, dependencies: packages });
  const file = join(folder, 'package.json');
  const hasAll = existsSync(join(folder, 'node_modules', '.bin', 'kosko')) && existsSync(join(folder, 'node_modules', '@kosko', 'env'));
  if (hasAll && readFileSync(file, 'utf8') === manifest) return true;
  writeFileSync(file, manifest);
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    writeKoskoEnvironment();
    return true;
  } catch {
    return false;
  }
}

/** The package in which kosko keeps what depends on the environment is not to be had any more; a program that has none needs no more than this. */
function writeKoskoEnvironment(): void {
  const env = join(folder, 'node_modules', '@kosko', 'env');
  mkdirSync(env, { recursive: true });
  writeFileSync(join(env, 'package.json'), '{ "name": "@kosko/env", "version": "1.1.0", "main": "index.js" }\n');
  writeFileSync(join(env, 'index.js'), "exports.default = { env: undefined, cwd: '' };\nObject.assign(exports, exports.default, { __esModule: true });\n");
}

/** A program of Go, built into the cache. */
export function installGo(name: string, source: string): string | undefined {
  const program = join(BIN, name);
  if (existsSync(program)) return program;
  try {
    execFileSync('go', ['install', source], { env: { ...process.env, GOBIN: BIN }, stdio: ['ignore', 'ignore', 'ignore'] });
    return program;
  } catch {
    return undefined;
  }
}

const placeholder = 'app-0';

/** The objects of one app as our own program gives them, for an app of another name, as an expression of JavaScript: all write the same documents. */
function objectsExpression(name: string): string {
  return JSON.stringify(objectsOfOneApp(), undefined, 2).replace(/"((?:[^"\\]|\\.)*)"/g, (text, inner: string) =>
    inner.includes(placeholder) ? `\`${inner.replaceAll('`', '\\`').replaceAll('$', '\\$').replaceAll(placeholder, `\${${name}}`)}\`` : text);
}

/** `cdk8s synth` of plain `ApiObject`s, which is the least that it can be asked to do. */
export function cdk8sCommand(name: string, apps: number, charts: boolean): Command {
  const cwd = join(folder, name);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'package.json'), '{ "name": "fleet", "private": true }\n');
  writeFileSync(join(cwd, 'cdk8s.yaml'), 'language: typescript\napp: npx ts-node main.ts\n');
  writeFileSync(join(cwd, 'tsconfig.json'), JSON.stringify(tsconfig));
  writeFileSync(join(cwd, 'main.ts'), `import { ApiObject, App, Chart } from 'cdk8s';
function add(chart: Chart, name: string): void {
  ${objectsExpression('name')}.forEach((props, index) => new ApiObject(chart, \`\${name}-\${index}\`, props));
}
const app = new App();
${charts ? '' : "const chart = new Chart(app, 'fleet');\n"}for (let index = 0; index < ${apps}; index++) add(${charts ? 'new Chart(app, `chart-${index}`)' : 'chart'}, \`app-\${index}\`);
app.synth();
`);
  const bin = join(folder, 'node_modules', '.bin');
  return { program: join(bin, 'cdk8s'), args: ['synth'], cwd, env: { PATH: `${bin}:${process.env['PATH']}`, CHECK_UPDATES: 'false', CI: '1' } };
}

/** `kosko generate` of plain objects from JavaScript. */
export function koskoCommand(name: string, apps: number): Command {
  const cwd = join(folder, name);
  mkdirSync(join(cwd, 'components'), { recursive: true });
  writeFileSync(join(cwd, 'kosko.toml'), 'components = ["*"]\n');
  writeFileSync(join(cwd, 'package.json'), '{ "name": "fleet", "private": true }\n');
  writeFileSync(join(cwd, 'components', 'fleet.js'), `const add = (name) => ${objectsExpression('name')};
module.exports = Array.from({ length: ${apps} }, (_, index) => add(\`app-\${index}\`)).flat();
`);
  return { program: join(folder, 'node_modules', '.bin', 'kosko'), args: ['generate'], cwd };
}

/** `helm template` of a chart that goes through the apps of its values. */
export function helmCommand(program: string, name: string, apps: number): Command {
  const cwd = join(folder, name);
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(join(cwd, 'templates'), { recursive: true });
  writeFileSync(join(cwd, 'Chart.yaml'), 'apiVersion: v2\nname: fleet\nversion: 1.0.0\n');
  writeFileSync(join(cwd, 'values.yaml'), `apps:\n${Array.from({ length: apps }, (_, index) => `  - app-${index}\n`).join('')}`);
  const text = objectsOfOneApp().map((object) => `---\n${writeDocument(object)}`).join('').replaceAll(placeholder, '{{ . }}');
  writeFileSync(join(cwd, 'templates', 'fleet.yaml'), `{{- range .Values.apps }}\n${text}{{- end }}\n`);
  return { program, args: ['template', '.'], cwd };
}
