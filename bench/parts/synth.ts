import type { Command, Run } from '../measure';
import { inTurns, peakMemory, seconds, table, times } from '../measure';
import { ownCommand, ownProject } from '../own-project';
import type { Part } from '../part';
import { cdk8sCommand, helmCommand, installPeers, koskoCommand } from '../peers';

interface Size {
  readonly title: string;
  readonly apps: number;
  readonly bundles: boolean;
}

const sizes: readonly Size[] = [
  ...[1, 100, 1000, 5000].map((apps) => ({ title: `${apps.toLocaleString('en')} app${apps === 1 ? '' : 's'} of 8 objects`, apps, bundles: false })),
  ...[1000, 2000].map((apps) => ({ title: `${apps.toLocaleString('en')} charts of one app`, apps, bundles: true })),
];

/** Above this, cdk8s takes minutes for many charts and shows nothing new. */
const peerLimit = 5000;

type Runner = 'node' | 'ours' | 'unchecked' | 'cdk8s' | 'kosko' | 'helm';

export const synth: Part = {
  name: 'synth',
  title: 'The whole command',
  async run({ rounds, quick }) {
    const peers = installPeers();
    const rows: string[][] = [];
    const memory: string[][] = [];
    for (const { title, apps, bundles } of quick ? sizes.slice(0, 2) : sizes) {
      const name = `${bundles ? 'charts' : 'apps'}-${apps}`;
      const ours = ownProject(name, { apps, bundles });
      const commands: { [name in Runner]?: Command } = {
        node: { program: process.execPath, args: ['-e', '0'], cwd: ours },
        ours: ownCommand(ours),
        unchecked: ownCommand(ours, ['synth', '--quiet', '--no-validate']),
      };
      if (peers.node && apps <= peerLimit) commands.cdk8s = cdk8sCommand(`cdk8s-${name}`, apps, bundles);
      if (peers.node && !bundles) commands.kosko = koskoCommand(`kosko-${name}`, apps);
      if (peers.helm !== undefined && !bundles) commands.helm = helmCommand(peers.helm, `helm-${name}`, apps);
      const runs = inTurns(rounds, commands as { readonly [name in Runner]: Command }) as { readonly [name in Runner]?: Run } & { readonly [name in 'node' | 'ours' | 'unchecked']: Run };
      rows.push([
        title, seconds(runs.ours), seconds(runs.unchecked), times(runs.ours, runs.node), seconds(runs.cdk8s), times(runs.cdk8s, runs.ours),
        seconds(runs.kosko), times(runs.kosko, runs.ours), seconds(runs.helm), times(runs.helm, runs.ours),
        `${Math.round((100 * (runs.ours.cpu - runs.unchecked.cpu)) / runs.ours.cpu)} %`,
      ]);
      console.log(rows.at(-1)!.join('  '));
      if (apps === 5000 || (quick && apps === 1)) {
        for (const [who, command] of Object.entries(commands)) memory.push([who === 'ours' ? 'kubeloom synth' : who === 'unchecked' ? 'kubeloom synth --no-validate' : who, `${Math.round(await peakMemory(command) ?? 0)} MB`]);
      }
    }
    return [
      'From the source of a program to written files. Ours is TypeScript, with all checks, from the fifth run on (the first ones keep what later ones need compiled); `cdk8s synth` is as `cdk8s init` sets it up (`npx',
      'ts-node main.ts`), of plain `ApiObject`s; `kosko generate` is of plain objects in JavaScript, `helm template` of a chart that goes through its values. All write the',
      'same documents. A ratio says how many times as long the other takes, by the clock and by the time of processors; "bare node" is how many times as long as',
      '`node -e 0` ours takes. Times by the clock, and in brackets of processors: those depend less on what else the machine does.',
      '',
      table(['', 'kubeloom synth', '--no-validate', 'bare node', 'cdk8s synth', 'ratio', 'kosko generate', 'ratio', 'helm template', 'ratio', 'share of the check'], rows),
      '',
      'Memory of all processes at its highest, at the largest number of apps:',
      '',
      table(['', 'memory'], memory),
    ].join('\n');
  },
};
