import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RELEASE } from '../../src/schema/releases';
import { fleetApp } from '../fleet';
import { schemaLocation, writeKubeconformSchemas } from '../kubeconform-schemas';
import { CACHE, type Command, inTurns, type Run, seconds, table, times } from '../measure';
import { ownCommand, ownProject } from '../own-project';
import type { Part } from '../part';
import { installGo } from '../peers';

const KUBECONFORM = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0';
const appsPerFile = 25;

/** The fleet as YAML files, a bundle in each. */
function writeFleet(folder: string, apps: number): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let file = 0; file * appsPerFile < apps; file++) {
    const text = fleetApp(appsPerFile, `fleet-${file}`).synthYaml();
    bytes += Buffer.byteLength(text);
    writeFileSync(join(folder, `fleet-${file}.yaml`), text);
  }
  return bytes;
}

export const check: Part = {
  name: 'check',
  title: 'The check',
  run({ rounds, quick }) {
    const apps = quick ? appsPerFile : 1000;
    const [fleet, schemas] = ['fleet', 'kubeconform-schemas'].map((name) => join(CACHE, name)) as [string, string];
    const bytes = writeFleet(fleet, apps);
    const kubeconform = installGo('kubeconform', KUBECONFORM);
    const project = ownProject('check', { apps: 1 });
    const commands: { [name in 'all' | 'schema' | 'kubeconform']?: Command } = {
      all: ownCommand(project, ['check', fleet]), schema: ownCommand(project, ['check', fleet, '--layers', 'schema']),
    };
    if (kubeconform !== undefined) {
      writeKubeconformSchemas(DEFAULT_RELEASE, schemas);
      commands.kubeconform = { program: kubeconform, args: ['-strict', '-n', '2', '-summary', '-schema-location', schemaLocation(schemas), fleet], cwd: CACHE };
    }
    const runs = inTurns(rounds, commands as { readonly [name in 'all' | 'schema' | 'kubeconform']: Command });
    const theirs = runs.kubeconform as Run | undefined;
    return [
      `${(apps * 8).toLocaleString('en')} objects in ${apps / appsPerFile} YAML files, ${(bytes / 1e6).toFixed(1)} MB; kubeconform's schemas are made of the same definitions and lie in a folder.`,
      'Times by the clock, and in brackets of processors; ratios of both.',
      '',
      table(['', 'time', 'kubeconform takes'], [
        ['kubeloom check, all layers', seconds(runs.all), times(theirs, runs.all)],
        ['kubeloom check, schemas alone', seconds(runs.schema), times(theirs, runs.schema)],
        ['kubeconform -strict -n 2, schemas alone', seconds(theirs), '-'],
      ]),
    ].join('\n');
  },
};
