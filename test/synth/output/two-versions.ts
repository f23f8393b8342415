import { markLine } from '../../../src/synth/output/ownership';

const filesOfVersion = 12;

/** The same files in two versions, some large, some in folders; a few are in one version only. */
export function filesOf(version: string): Map<string, string> {
  const files = new Map<string, string>();
  for (let index = 0; index < filesOfVersion; index++) {
    const folder = index % 3 === 0 ? '' : `cluster-${index % 3}/`;
    const line = `${version} ${index} ${'x'.repeat(60)}\n`;
    files.set(`${folder}file-${index}.k8s.yaml`, markLine(undefined) + line.repeat(version === 'old' ? 40 : 40 * index ** 2 + 1));
  }
  files.set(`${version}/only.k8s.yaml`, `${markLine(undefined)}${version}\n`);
  files.set('list.json', `"${version}"\n`);
  files.set(`${version}.json`, '{}\n');
  return files;
}

/** A few small files of a version, in folders and as JSON; of `part`, only some. */
export function smallFilesOf(version: string): Map<string, string> {
  const text = (name: string): string => `${markLine(undefined)}---\n${name}: ${version}\n`;
  const files = new Map([['a.yaml', text('a')], ['one/b.yaml', text('b')], ['c.json', `"${version}"\n`]]);
  if (version === 'part') return files;
  files.set(`${version}/only.yaml`, text('only'));
  files.set(`${version}.json`, '{}\n');
  return files;
}
