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
