import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { inWordsOf, type PackageManager, wordsOf } from './package-manager';
import { packageRoot, type Template } from './templates';
import { workflow, workflowPath } from './workflow';

/** What a project is made of. */
export interface ProjectOptions {
  readonly template: Template;
  /** Absolute path of its folder, which names it. */
  readonly folder: string;
  readonly manager: PackageManager;
  /** Whether it gets a workflow for GitHub Actions. */
  readonly github: boolean;
}

/** The files of a new project by their path in it, with `/`. */
export function projectFiles({ template, folder, manager, github }: ProjectOptions): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(template.folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(template.folder.length + 1).split(sep).join('/');
    if (!path.startsWith('node_modules/') && !path.startsWith('dist/')) files.set(targetPath(path), readFileSync(join(template.folder, path), 'utf8'));
  }
  files.set('package.json', packageFile(files.get('package.json')!, projectName(folder, template), manager));
  const readme = files.get('README.md');
  if (readme !== undefined) files.set('README.md', inWordsOf(manager, readme));
  // Yarn's own way of finding packages is unknown to half of the tools of a project.
  if (manager === 'yarn') files.set('.yarnrc.yml', 'nodeLinker: node-modules\n');
  if (github) files.set(workflowPath, workflow(manager));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** npm leaves a file named `.gitignore` out of a package. */
function targetPath(path: string): string {
  return path === 'gitignore' ? '.gitignore' : path;
}

interface PackageFile {
  name: string;
  packageManager?: string;
  dependencies: { [name: string]: string };
}

function packageFile(text: string, name: string, manager: PackageManager): string {
  const file = JSON.parse(text) as PackageFile;
  file.name = name;
  const release = wordsOf(manager).release;
  if (release !== undefined) file.packageManager = release;
  Object.assign(file.dependencies, ownDependencies());
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** The folder's name as far as a package can have it. */
function projectName(folder: string, { name }: Template): string {
  const word = basename(folder).normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[._-]+|-+$/g, '');
  return word === '' ? name : word;
}

/** The release that makes the project; from a clone of the repository, the clone itself, with the packages that it was built with. */
function ownDependencies(): { readonly [name: string]: string } {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string };
  if (!isClone()) return { kubeloom: `^${version}` };
  const linked = ['cdk8s', 'constructs'].filter((name) => existsSync(join(packageRoot, 'node_modules', name)));
  return { kubeloom: `file:${packageRoot}`, ...Object.fromEntries(linked.map((name) => [name, `file:${join(packageRoot, 'node_modules', name)}`])) };
}

/** Whether this package was not installed by a package manager, but lies there with its sources. */
export function isClone(): boolean {
  return !packageRoot.includes(`${sep}node_modules${sep}`) && existsSync(join(packageRoot, 'src'));
}
