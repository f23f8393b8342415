import type { Volume } from '../../generated/kubernetes';
import { checkMap, eachEntry } from '../core/checks';
import { checkName, dnsLabel, followsRule } from '../core/names';
import type { Mountable, PodVolume } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Consumer } from '../core/references';
import { nearest } from '../core/suggest';
import { isMountable } from './inputs';
import type { ClaimVolume } from './volume-input';

/** One volume of a pod. */
export interface PodVolumeEntry {
  /** Its final name. */
  readonly name: string;
  /** As in `spec.volumes[]`; absent for a volume that a claim template makes. */
  readonly source?: PodVolume['source'];
  readonly volumeMode?: PodVolume['volumeMode'];
  /** What a mount of it says unless the definition says otherwise. */
  readonly mount?: PodVolume['mount'];
}

/** A volume with the user's own name for it. */
interface NamedEntry {
  /** Absent when it is not usable, which has been reported. */
  readonly entry: PodVolumeEntry | undefined;
  /** Where the user gave the name. @default - a claim template, which may be used by its own mount path alone */
  readonly place?: Problems;
  used: boolean;
}

/**
 * The volumes of one pod: those with names of their own first, then those that stand under mounts, in the order of their
 * first use. One source is one volume, however often it is mounted.
 */
export class VolumeTable {
  private readonly named = new Map<string, NamedEntry>();
  private readonly entries = new Map<string, PodVolumeEntry>();
  private readonly byMountable = new Map<Mountable, PodVolumeEntry | undefined>();

  constructor(private readonly consumer: Consumer) {}

  /** Adds the volumes that claim templates make. */
  addClaims(claims: readonly ClaimVolume[], problems: Problems): void {
    for (const { name, mountPath, devicePath, claim } of claims) {
      const place = problems.at(name);
      // A path that is wrong was told: that nothing is mounted there follows from it.
      const used = mountPath !== undefined || devicePath !== undefined || place.at('mountPath').isReported || place.at('devicePath').isReported;
      this.named.set(name, { entry: { name, volumeMode: claim?.volumeMode ?? 'Filesystem' }, place, used });
    }
  }

  /** Notes claim templates that are none, which has been reported: that they are mounted is no further mistake. */
  addWrong(names: readonly string[]): void {
    for (const name of names) if (!this.named.has(name)) this.named.set(name, { entry: undefined, used: true });
  }

  /** Adds what stands under `volumes`. */
  addAll(input: unknown, problems: Problems): void {
    if (input === undefined || !checkMap(problems, input, 'a map of volumes')) return;
    eachEntry(problems, input, (name, value, place) => this.addNamed(name, value, place));
  }

  /** The volume that is meant; what is wrong is reported, and then there is none. */
  use(input: unknown, problems: Problems): PodVolumeEntry | undefined {
    if (typeof input === 'string') return this.useNamed(input, problems);
    if (isMountable(input)) return this.useInline(input, problems);
    problems.report('value/wrong-type', { expected: 'a volume, or the name of one', found: input });
    return undefined;
  }

  /** Notes that somebody says in a form that cannot be read what is mounted: it may be any of them. */
  useAll(): void {
    for (const entry of this.named.values()) entry.used = true;
  }

  /** Warns of volumes that nobody uses. */
  reportUnused(): void {
    for (const [name, { used, place, entry }] of this.named) if (!used && entry !== undefined) place?.report('mount/unused-volume', { name });
  }

  /** As in `spec.volumes`. */
  volumes(): Volume[] {
    const volumes: Volume[] = [];
    for (const { name, source } of this.entries.values()) volumes.push({ name, ...source });
    return volumes;
  }

  private addNamed(name: string, value: unknown, problems: Problems): void {
    if (this.named.has(name)) {
      problems.report('value/duplicate', { what: 'volume', name, first: this.named.get(name)?.place?.pointer });
      return;
    }
    const well = checkName(problems, dnsLabel, 'volume name', name);
    let entry: PodVolumeEntry | undefined;
    if (isMountable(value)) {
      const volume = value.podVolume(problems, this.consumer);
      if (volume !== undefined && well) entry = this.nameOne(name, value, volume, problems);
    } else problems.report('value/wrong-type', { expected: 'a volume such as emptyDir() or a claim', found: value });
    this.named.set(name, { entry, place: problems, used: false });
  }

  private nameOne(name: string, mountable: Mountable, volume: PodVolume, problems: Problems): PodVolumeEntry | undefined {
    // What a claim template makes has its name already: here it only gets another one for the mounts.
    const entry = volume.source === undefined ? this.useNamed(volume.name, problems) : { ...volume, name };
    if (entry === undefined || volume.source === undefined) return entry;
    this.entries.set(name, entry);
    this.byMountable.set(mountable, entry);
    return entry;
  }

  private useNamed(name: string, problems: Problems): PodVolumeEntry | undefined {
    const found = this.named.get(name);
    if (found === undefined) {
      problems.report('mount/unknown-volume', { name, known: [...this.named.keys()], nearest: nearest(name, this.named.keys()) });
      return undefined;
    }
    found.used = true;
    return found.entry;
  }

  private useInline(mountable: Mountable, problems: Problems): PodVolumeEntry | undefined {
    const known = this.byMountable.get(mountable);
    if (known !== undefined || this.byMountable.has(mountable)) return this.markUsed(known);
    const volume = mountable.podVolume(problems, this.consumer);
    const entry = volume === undefined ? undefined : this.placeInline(volume, problems);
    this.byMountable.set(mountable, entry);
    return entry;
  }

  private placeInline(volume: PodVolume, problems: Problems): PodVolumeEntry | undefined {
    if (volume.source === undefined) return this.useNamed(volume.name, problems);
    const twin = this.twinOf(volume.source);
    if (twin !== undefined) return { ...this.markUsed(twin)!, mount: volume.mount };
    const entry = { ...volume, name: this.freeName(volume.name) };
    this.entries.set(entry.name, entry);
    return entry;
  }

  /** The volume that has the same content already. */
  private twinOf(source: NonNullable<PodVolume['source']>): PodVolumeEntry | undefined {
    // Volumes that are made with the pod are new ones each time: two `emptyDir()` are two folders.
    if (source.emptyDir !== undefined || source.ephemeral !== undefined || source.csi !== undefined) return undefined;
    for (const entry of this.entries.values()) {
      if (entry.source !== undefined && JSON.stringify(entry.source) === JSON.stringify(source)) return entry;
    }
    return undefined;
  }

  private markUsed(entry: PodVolumeEntry | undefined): PodVolumeEntry | undefined {
    const named = entry === undefined ? undefined : this.named.get(entry.name);
    if (named !== undefined) named.used = true;
    return entry;
  }

  /** A valid name that no volume of the pod has yet. Nobody but the pod itself sees it. */
  private freeName(wanted: string): string {
    const valid = wanted.length <= longest && followsRule(dnsLabel, wanted) ? wanted : repaired(wanted);
    for (let count = 1; ; count++) {
      const name = count === 1 ? valid : `${valid}-${count}`;
      if (!this.entries.has(name) && !this.named.has(name)) return name;
    }
  }
}

/** A volume's name has at most 63 characters, and may get a number behind it. */
const longest = 58;

function repaired(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+/, '').slice(0, longest).replace(/-+$/, '') || 'volume';
}
