import { changesTable } from './changes/tally';
import type { Proof, ProvedSystem } from './run';

/** What the figures of a run have to stay below. */
export const LIMITS = { minutes: 10, gigabytes: 2 } as const;

const HEAD = `# Proof on a real control plane

This page is written by \`npm run acceptance\` when everything has passed; it is not edited by hand.

Each bundle is sent to a Kubernetes control plane as its users send it: \`kubectl apply --server-side\`, the whole file in one command, in
its own order. etcd, the API server, the controller manager and the scheduler are the real ones; nodes are simulated.

For every system this showed:

- each object is accepted with strict validation, and the server warns of nothing but what is listed as meant;
- each workload gets Ready or runs to its end, with exactly the pods that the file means;
- the EndpointSlices of each Service name exactly the pods of its app, at the ports that these declare;
- each claim gets the volume that the file predicts, and volumes for which nobody asks stay free;
- each autoscaler is able to scale its target, and each disruption budget counts the right pods;
- each namespace enforces the level of Pod Security that is named, and takes the pods;
- each ConfigMap, Secret and key that a container does not start without is there;
- applied again, \`kubectl diff\` is empty, no object changes and no pod is replaced;
- deleted, nothing is left but what is listed.

What simulated nodes cannot show: no container runs, so no probe, command or mount is tried; no image is pulled; no packet is sent, so
network policies, Ingresses, routes and DNS names are only accepted, and checked to lead to what is there. Without a metrics server an
autoscaler knows its target but no load (\`ScalingActive\` stays false). Volumes are made by a provisioner of the run, in the place of
storage drivers.
`;

const CHANGES = `## What a change does

The objects of each system above are changed while it runs, and applied as users do. Before that, \`kubeloom plan\` says of each change
whether the server refuses it (for the update, or for what the check finds in the new object) and whether pods are replaced. The
server's answer and the identities of the pods before and after are the truth: it was as the plan said every time.
`;

/** The page that a run leaves: the same for the same bundles, wherever and whenever it ran. */
export function proofPage({ systems, changes, selfCheck = [] }: Proof, version: string): string {
  return [
    HEAD,
    `The control plane was Kubernetes ${version}. The run took less than ${LIMITS.minutes} minutes and ${LIMITS.gigabytes} GB of memory.\n`,
    '## Systems\n',
    '| System | Objects | Pod Security | Stages |\n|---|---|---|---|',
    ...systems.map(({ system: { name }, shown, stages }) => (
      `| [${name}](#${name.replace(/\//g, '')}) | ${shown.objects} | ${shown.levels.join(', ')} | ${stages.length === 0 ? '' : stages.length} |`)),
    '',
    ...systems.map(section),
    CHANGES,
    changesTable(changes),
    '',
    '## That it can fail\n',
    'The same run breaks one label after the other, and has to fail with the system, the object and the words of the cluster:\n',
    ...selfCheck.map((line) => `- ${line}`),
    '',
  ].join('\n');
}

function section({ system: { name, particulars }, shown, stages }: ProvedSystem): string {
  const { given = [], warnings = [], privileged, notShown = [] } = particulars;
  return [
    `### ${name}\n`,
    ...list('Runs', shown.workloads),
    ...list('Services', shown.services),
    ...list('Claims', shown.claims),
    ...list('Besides', shown.others),
    ...list('Given before', given.map(({ kind, metadata }) => `${kind} ${metadata.name}`)),
    ...list('Warnings that are meant', warnings.map(({ object, warning, reason }) => `${object}: "${warning}" (${reason})`)),
    ...list('Stays after it was deleted', shown.stays),
    ...privileged === undefined ? [] : [`- Pod Security "privileged": ${privileged}`],
    ...list('Not shown', notShown),
    ...stages.length === 0 ? [] : ['\nStages:\n', ...stages.map((stage) => `1. **${stage.name}**: ${stage.shown}`)],
    '',
  ].join('\n');
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`- ${title}: ${items.join('; ')}`];
}
