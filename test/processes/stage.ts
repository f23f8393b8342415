import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PodTemplateSpec } from '../../generated/kubernetes';
import type { Manifest } from '../../src/core/manifest';
import type { App } from '../../src';
import { allOf, oneOf } from '../support/objects';
import { synthesize } from '../examples/systems';
import type { Network } from './network';
import { type ImageFacts, PodProcesses } from './pod';

/** What is to be shown of one system: where its bundle comes from, and the claims. */
export interface ProcessProof {
  /** Slug of the example, and name of the proof. */
  readonly name: string;
  /** Debian packages that have the servers. */
  readonly packages: readonly string[];
  /** The bundle that is run. */
  readonly define: (app: App) => unknown;
  /** Values of the Secrets that the bundle expects. */
  readonly secrets?: { readonly [name: string]: { readonly [key: string]: string } };
  readonly image: ImageFacts;
  /** Shows the claims, in order, each by `stage.claim`. */
  prove(stage: Stage): Promise<void>;
}

/** A bundle whose pods run as processes of this machine, found under their stable DNS names. */
export class Stage {
  /** Every object of the bundle. */
  objects: readonly Manifest[];
  private readonly pods = new Map<string, PodProcesses>();
  private readonly hosts: string;
  /** Pods that other pods find through Services which lead to ready pods only. */
  private readonly ready = new Set<string>();

  constructor(
    private readonly proof: ProcessProof,
    private readonly folder: string,
    private readonly network: Network,
    private readonly report: (claim: string, seconds: number, problem?: string) => void,
  ) {
    this.objects = synthesize(proof.define).objects;
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o755);
    this.hosts = join(folder, 'hosts');
    this.announce();
  }

  /** One claim: its line says whether what `show` does ended well. The first that fails ends the proof. */
  async claim(words: string, show: () => unknown): Promise<void> {
    const start = performance.now();
    try {
      const answer = await show();
      if (answer === false) throw new Error('it is not so');
      this.report(words, (performance.now() - start) / 1000);
    } catch (error) {
      this.report(words, (performance.now() - start) / 1000, error instanceof Error ? error.message : String(error));
      throw new ProofEnded();
    }
  }

  /** A pod of a StatefulSet: `db-0`. It is made at the first call, and does not run before `start`. */
  pod(name: string): PodProcesses {
    const known = this.pods.get(name);
    if (known !== undefined) return known;
    const [, owner, ordinal] = /^(.+)-(\d+)$/.exec(name) ?? [];
    const set = allOf(this.objects, 'StatefulSet').find((one) => one.metadata?.name === owner);
    if (set === undefined) throw new Error(`no StatefulSet has a pod ${name}`);
    const claims = Object.fromEntries((set.spec?.volumeClaimTemplates ?? []).map((claim) => {
      const volume = claim.metadata?.name ?? '';
      return [volume, this.claimFolder(`${volume}-${owner}-${ordinal}`)];
    }));
    return this.make(name, set.spec!.template, claims);
  }

  /** Folders of the claims that the volumes of a pod name. */
  private claimsOf(template: PodTemplateSpec): { readonly [claim: string]: string } {
    return Object.fromEntries((template.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
      (persistentVolumeClaim === undefined ? [] : [[persistentVolumeClaim.claimName, this.claimFolder(persistentVolumeClaim.claimName)]])));
  }

  /** All pods of a StatefulSet, by number. */
  podsOf(set: string): PodProcesses[] {
    const { replicas = 1 } = oneOf(this.objects, 'StatefulSet', set).spec;
    return Array.from({ length: replicas }, (_, ordinal) => this.pod(`${set}-${ordinal}`));
  }

  /** Starts the pods one after the other, each once the one before is ready, as a StatefulSet does. */
  async startInOrder(set: string, seconds = 120): Promise<void> {
    for (const pod of this.podsOf(set)) await this.startReady(pod, seconds);
  }

  /** Starts all pods at once, as `podManagementPolicy: Parallel` does, and waits until all are ready. */
  async startAtOnce(set: string, seconds = 120): Promise<void> {
    const pods = this.podsOf(set);
    for (const pod of pods) this.announce(pod.name);
    await Promise.all(pods.map((pod) => pod.start(seconds)));
    await Promise.all(pods.map(async (pod) => {
      await pod.untilReady(seconds);
      this.ready.add(pod.name);
    }));
    this.announce();
  }

  /** Starts a pod, which is found under its name from then on, and waits until it is ready. */
  async startReady(pod: PodProcesses, seconds = 120): Promise<void> {
    await this.start(pod, seconds);
    await this.untilReady(pod, seconds);
  }

  /** Waits until a pod is ready; Services lead to it from then on. */
  async untilReady(pod: PodProcesses, seconds = 120): Promise<void> {
    await pod.untilReady(seconds);
    this.ready.add(pod.name);
    this.announce();
  }

  async start(pod: PodProcesses, seconds = 120): Promise<void> {
    this.started.add(pod.name);
    this.announce();
    await pod.start(seconds);
  }

  /** Stops a pod as an eviction does; its name is no longer known then. */
  async stop(pod: PodProcesses): Promise<'stopped' | 'killed'> {
    const how = await pod.stop();
    this.forget(pod);
    return how;
  }

  /** Ends a pod as the loss of its node does. */
  async kill(pod: PodProcesses): Promise<void> {
    await pod.kill();
    this.forget(pod);
  }

  /** Applies another definition of the same system: pods stay as they are until each is replaced. */
  apply(define: ProcessProof['define']): void {
    this.objects = synthesize(define).objects;
  }

  /** Ends a pod, and makes that of the present definition, which does not run before `start`. */
  async renew(pod: PodProcesses): Promise<PodProcesses> {
    if (pod.isRunning) await this.stop(pod);
    this.pods.delete(pod.name);
    return this.pod(pod.name);
  }

  /** Replaces a pod by that of the present definition, and waits until it is ready, as the controller does. */
  async replace(pod: PodProcesses): Promise<PodProcesses> {
    const renewed = await this.renew(pod);
    await this.startReady(renewed);
    return renewed;
  }

  /** Runs a Job, or what a CronJob starts, to its end. Fails unless it succeeds. */
  async runJob(name: string, seconds = 120): Promise<PodProcesses> {
    const job = allOf(this.objects, 'Job').find((one) => one.metadata?.name === name);
    const cron = allOf(this.objects, 'CronJob').find((one) => one.metadata?.name === name);
    const template = job?.spec?.template ?? cron?.spec?.jobTemplate.spec?.template;
    if (template === undefined) throw new Error(`there is no job ${name}`);
    const pod = this.make(`${name}-run-${this.pods.size}`, template, {});
    const code = await pod.run(seconds);
    if (code !== 0) throw new Error(`job ${name} ended with ${code}\n${pod.log()}`);
    return pod;
  }

  /** Folder of a claim, by its name: `data-db-0`, `db-backup`. */
  claimFolder(name: string): string {
    const folder = join(this.folder, 'claims', name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Asks until the answer is good. */
  async eventually(good: () => Promise<boolean> | boolean, seconds = 60): Promise<boolean> {
    const end = performance.now() + seconds * 1000;
    while (!(await good())) {
      if (performance.now() > end) return false;
      await sleep(250);
    }
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([...this.pods.values()].map((pod) => pod.kill()));
  }

  private readonly started = new Set<string>();

  private forget(pod: PodProcesses): void {
    this.started.delete(pod.name);
    this.ready.delete(pod.name);
    this.announce();
  }

  private make(name: string, template: PodTemplateSpec, claims: { readonly [name: string]: string }): PodProcesses {
    const { namespace, address } = this.network.add();
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    const configMaps = Object.fromEntries(allOf(this.objects, 'ConfigMap').map((object) => {
      const { metadata, data = {} } = object;
      return [metadata?.name ?? '', data];
    }));
    const pod = new PodProcesses({
      name, folder, address, claims, shared: this.claimsOf(template),
      network: namespace, hosts: this.hosts, image: this.proof.image, spec: template.spec!,
      around: { podName: name, podIp: address, namespace: this.namespace, secrets: this.proof.secrets ?? {}, configMaps },
    });
    this.pods.set(name, pod);
    return pod;
  }

  private get namespace(): string {
    return this.objects.find(({ metadata }) => metadata?.namespace !== undefined)?.metadata?.namespace ?? 'default';
  }

  /**
   * Writes the names that the DNS of the cluster would answer: of pods that run, and of Services by the pods behind them.
   * @param starting a pod that starts now
   */
  private announce(starting?: string): void {
    if (starting !== undefined) this.started.add(starting);
    const lines = ['127.0.0.1 localhost'];
    const add = (address: string, name: string): void => {
      lines.push(`${address} ${[name, `${name}.${this.namespace}`, `${name}.${this.namespace}.svc`, `${name}.${this.namespace}.svc.cluster.local`].join(' ')}`);
    };
    const live = [...this.pods.values()].filter(({ name }) => this.started.has(name));
    for (const object of allOf(this.objects, 'Service')) {
      const { metadata, spec } = object;
      const service = metadata?.name ?? '';
      const found = live.filter((pod) => selects(spec?.selector ?? {}, pod.name, this.labelsOf(pod.name)));
      for (const pod of found) {
        const known = spec?.publishNotReadyAddresses === true || this.ready.has(pod.name);
        if (!known) continue;
        add(pod.address, service);
        if (spec?.clusterIP === 'None') add(pod.address, `${pod.name}.${service}`);
      }
    }
    // A pod knows its own name before it is ready.
    for (const { name, address } of live) lines.push(`${address} ${name}`);
    writeFileSync(this.hosts, `${lines.join('\n')}\n`);
  }

  private labelsOf(pod: string): { readonly [key: string]: string } {
    const owner = pod.replace(/-\d+$/, '');
    const set = allOf(this.objects, 'StatefulSet').find((one) => one.metadata?.name === owner);
    return set?.spec?.template.metadata?.labels ?? {};
  }
}

/** The labels of a selector are those of the pod; its name is one that the controller gives it. */
function selects(selector: { readonly [key: string]: string }, pod: string, labels: { readonly [key: string]: string }): boolean {
  return Object.entries(selector).every(([key, value]) => (key === 'statefulset.kubernetes.io/pod-name' ? value === pod : labels[key] === value));
}

/** A claim failed, which was said; what follows from it is not tried. */
export class ProofEnded extends Error {}
