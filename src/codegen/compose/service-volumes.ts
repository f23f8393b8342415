import { soundsSecret } from '../../core/secret-words';
import { call, type Code, construct, type Entry, map, member, name, value } from '../print/code';
import type { Field } from './field';
import { assumedSize, type Project } from './project';
import { bytes, dnsLabel } from './units';

/** What a service mounts. */
export interface ServiceMounts {
  /** Volumes that each pod has one of, by name. */
  readonly storage: readonly Entry[];
  readonly mounts: readonly Entry[];
}

/** One entry of `volumes`, whatever its form. */
interface Mount {
  readonly field: Field;
  readonly type: string;
  readonly source: string | undefined;
  readonly target: string;
  readonly readOnly: boolean;
  readonly subPath: string | undefined;
  readonly size: string | undefined;
}

/** Which services use a volume, and what is said of it. */
export interface VolumeFacts {
  readonly users: number;
  readonly external: string | undefined;
  readonly size: string;
  /** Whether nobody said the size. */
  readonly isAssumed: boolean;
}

/** Files that hold keys. */
const secretFile = /\.(?:key|pem|p12|pfx|jks)$/i;
/** Files that are larger have no place in a ConfigMap. */
const largest = 900_000;

/** The names of the volumes that a service mounts; nothing is used by asking. */
export function volumeNames(service: Field): readonly string[] {
  const names = (service.at('volumes')?.items() ?? []).flatMap((field) => {
    const { type, source } = readMount(field, true) ?? {};
    return type === 'volume' && source !== undefined ? [source] : [];
  });
  return [...new Set(names)];
}

/**
 * `volumes`, `tmpfs`, `configs`, `secrets` and `shm_size` of a service.
 * @param own whether a volume that nobody else mounts can belong to each pod by itself
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes
 */
export function mountsOf(service: Field, id: string, project: Project, facts: ReadonlyMap<string, VolumeFacts>, own: boolean): ServiceMounts {
  const storage: Entry[] = [];
  const mounts = new Map<string, Code>();
  const add = (target: string, code: Code): void => void mounts.set(target, code);
  for (const field of service.at('volumes')?.items() ?? []) {
    const mount = readMount(field);
    if (mount === undefined) continue;
    switch (mount.type) {
      case 'volume': addVolume(mount, project, facts, own, storage, add); break;
      case 'tmpfs': add(mount.target, memory(mount.size)); break;
      case 'bind': addBind(mount, id, project, add); break;
      default: field.name('no kind of volume that a pod can have');
    }
  }
  for (const field of service.at('tmpfs')?.items() ?? []) {
    const [target, options = ''] = (field.text() ?? '').split(':');
    const size = /(?:^|,)size=([^,]+)/.exec(options)?.[1];
    if (options.replace(/(?:^|,)size=[^,]+/, '') !== '') project.note(`${id}: of the options of tmpfs ${target} the size alone has a counterpart`);
    if (target !== undefined && target.startsWith('/')) add(target, memory(size === undefined ? undefined : bytes(size)));
  }
  const shared = service.at('shm_size');
  if (shared !== undefined) add('/dev/shm', memory(bytes(shared.text() ?? '')));
  for (const word of ['configs', 'secrets'] as const) for (const field of service.at(word)?.items() ?? []) addData(word, field, project, add);
  return { storage, mounts: [...mounts].map(([key, code]) => ({ key, value: code })) };
}

function memory(size: string | undefined): Code {
  return call('emptyDir', map({ medium: value('Memory'), sizeLimit: size === undefined ? undefined : value(size) }));
}

function readMount(field: Field, silent = false): Mount | undefined {
  const long = field.at('target');
  if (long !== undefined) {
    const text = (key: string): string | undefined => (silent ? field.at(key)?.rawText() : field.at(key)?.text());
    const target = text('target');
    const type = text('type') ?? 'volume';
    if (target === undefined) return undefined;
    const volume = field.at('volume');
    if (!silent) volume?.at('nocopy')?.name('a volume of Kubernetes is never filled from the image');
    const size = silent ? undefined : field.at('tmpfs')?.at('size')?.text();
    return {
      field, type, source: text('source'), target, readOnly: (silent ? undefined : field.at('read_only')?.flag()) ?? false,
      subPath: silent ? undefined : volume?.at('subpath')?.text(), size: size === undefined ? undefined : bytes(size),
    };
  }
  const text = silent ? field.rawText() : field.text();
  if (text === undefined) return undefined;
  const parts = /^(?:([A-Za-z]:[\\/][^:]*|[^:]+):)?(\/[^:]*)(?::([a-zA-Z,]+))?$/.exec(text);
  if (parts === null) {
    if (!silent) field.name('no volume that a pod can mount');
    return undefined;
  }
  const [, source, target, options = ''] = parts;
  const type = source === undefined || /^[A-Za-z0-9][\w.-]*$/.test(source) ? 'volume' : 'bind';
  return { field, type, source, target: target!, readOnly: options.split(',').includes('ro'), subPath: undefined, size: undefined };
}

function addVolume(
  { source, target, readOnly, subPath }: Mount, project: Project, facts: ReadonlyMap<string, VolumeFacts>, own: boolean, storage: Entry[],
  add: (target: string, code: Code) => void,
): void {
  if (source === undefined) return add(target, call('emptyDir'));
  const { users, external, size, isAssumed } = facts.get(source) ?? { users: 1, external: undefined, size: assumedSize, isAssumed: true };
  const noteSize = (): void => {
    if (isAssumed) project.note(`volume ${source}: ${size} is assumed, since compose says no size`);
  };
  const plain = subPath === undefined && !readOnly;
  if (own && users < 2 && external === undefined && plain && !storage.some(({ key }) => key === dnsLabel(source))) {
    storage.push({ key: dnsLabel(source), value: value({ mountPath: target, size }) });
    noteSize();
    return;
  }
  const claim = project.once(`volume/${source}`, external ?? source, (id) => {
    if (external !== undefined) return call(member(name('PersistentVolumeClaim'), 'existing'), project.bundle, value(id), map({ name: value(external) }));
    noteSize();
    if (users > 1) project.note(`volume ${source}: ${users} services mount it: its storage class must give ReadWriteMany`);
    return construct('PersistentVolumeClaim', project.bundle, value(id), map({
      size: value(size), accessModes: users > 1 ? value(['ReadWriteMany']) : undefined,
    }));
  });
  if (plain) return add(target, claim);
  add(target, map({ volume: claim, subPath: subPath === undefined ? undefined : value(subPath), readOnly: readOnly ? value(true) : undefined }));
}

/** A file of the project becomes a ConfigMap; a place of the host stays one; a folder of the project is for development. */
function addBind({ field, source = '', target, readOnly }: Mount, id: string, project: Project, add: (target: string, code: Code) => void): void {
  const { around } = project;
  if (/^[/]/.test(source) && around.kindOf(source) !== 'file') {
    add(target, map({ volume: call('hostPath', value(source)), readOnly: readOnly ? value(true) : undefined }));
    project.note(`${id}: ${source} is a place of each node: whoever runs there can see it`);
    return;
  }
  const kind = around.kindOf(source);
  const text = kind === 'file' ? around.readText(source) : undefined;
  if (text === undefined || text.length > largest) {
    field.name(kind === 'folder' ? 'a folder of the project: put it into the image' : 'there is no such file: put it into the image, or into a volume');
    return;
  }
  const key = target.replace(/^.*\//, '');
  if (soundsSecret(source) || secretFile.test(source)) {
    add(target, call(member(project.secret(`${id}-${key}`, [key]), 'file'), value(key)));
    return;
  }
  const data = project.configMap(`file/${source}/${key}`, `${id}-${key}`, map([{ key, value: project.fileContent(source) }]));
  add(target, call(member(data, 'file'), value(key)));
}

/** `configs` and `secrets` of a service: a key as a file. */
function addData(word: 'configs' | 'secrets', field: Field, project: Project, add: (target: string, code: Code) => void): void {
  const source = field.at('source')?.text() ?? field.text();
  if (source === undefined) return;
  const said = field.at('target')?.text();
  const folder = word === 'configs' ? '' : '/run/secrets';
  const target = said === undefined ? `${folder}/${source}` : said.startsWith('/') ? said : `${folder}/${said}`;
  const data = project.data(word, source);
  if (data === undefined) field.name(`there are no ${word} of this name`);
  else add(target, call(member(data.code, 'file'), value(data.key)));
}

/** `storage` and `mounts` of a definition. */
export function mountEntries({ storage, mounts }: ServiceMounts): readonly Entry[] {
  return [
    ...(storage.length === 0 ? [] : [{ key: 'storage', value: map(storage) }]),
    ...(mounts.length === 0 ? [] : [{ key: 'mounts', value: map(mounts) }]),
  ];
}
