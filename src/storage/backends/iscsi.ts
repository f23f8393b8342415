import type { Mountable } from '../../core/pod-inputs';
import type { Problems } from '../../core/problems';
import { flag, listOf, needed, optional, type Read, text, wholeNumber } from '../read-fields';
import { localSecret, type NameOrReference, secretAnywhere } from '../references';
import { type BackendKind, BackendVolume, type VolumeBackend } from '../volume-backend';

/** A logical unit that an iSCSI target offers. */
export interface IscsiProps {
  /** Address of the target, with its port unless that is 3260: `10.0.2.15:3260`. */
  readonly targetPortal: string;
  /** Qualified name of the target: `iqn.2001-04.com.example:storage.disk1`. */
  readonly iqn: string;
  /** Number of the logical unit, 0-255. */
  readonly lun: number;
  /** Further addresses of the same target. @default - none */
  readonly portals?: readonly string[] | undefined;
  /** Network interface for iSCSI. @default 'default' */
  readonly iscsiInterface?: string | undefined;
  /** Qualified name of who connects. @default - the one of the node */
  readonly initiatorName?: string | undefined;
  /** Whether discovery is authenticated by CHAP. @default false */
  readonly chapAuthDiscovery?: boolean | undefined;
  /** Whether sessions are authenticated by CHAP. @default false */
  readonly chapAuthSession?: boolean | undefined;
  /** Secret for CHAP: in a PersistentVolume with its namespace. @default - none */
  readonly secret?: NameOrReference<'Secret'> | undefined;
  /** File system to mount. @default 'ext4' */
  readonly fsType?: string | undefined;
  /** Whether it is for reading only. @default false */
  readonly readOnly?: boolean | undefined;
}

// The forms that the API server takes.
const qualifiedName = /^(?:iqn\.\d{4}-\d{2}\.[a-zA-Z0-9.-]+:[^,;*&$|\s]+|eui\.[a-zA-Z0-9]{16}|naa\.[a-zA-Z0-9]{32})$/;

const iscsiName: Read<string> = (problems, value, consumer) => {
  const found = text(problems, value, consumer);
  if (found === undefined || qualifiedName.test(found)) return found;
  const expected = 'iqn.<year>-<month>.<domain reversed>:<name>, eui.<16 hex digits> or naa.<32 hex digits>';
  problems.report('storage/invalid-format', { what: 'iSCSI name', expected, found });
  return undefined;
};

const common = {
  targetPortal: needed(text), iqn: needed(iscsiName), lun: needed(wholeNumber(0, 255)), portals: optional(listOf(text)),
  iscsiInterface: optional(text), initiatorName: optional(iscsiName), chapAuthDiscovery: optional(flag), chapAuthSession: optional(flag),
  fsType: optional(text), readOnly: optional(flag),
};
const persistentShape = { ...common, secret: optional(secretAnywhere) };
const inlineShape = { ...common, secret: optional(localSecret) };

interface Chap {
  readonly chapAuthDiscovery?: boolean;
  readonly chapAuthSession?: boolean;
  readonly secret?: object;
}

function checkChap(problems: Problems, { chapAuthDiscovery, chapAuthSession, secret }: Chap): void {
  if (secret !== undefined) return;
  if (chapAuthDiscovery === true) problems.at('chapAuthDiscovery').report('value/needs-other', { field: 'chapAuthDiscovery', needs: 'a "secret"' });
  if (chapAuthSession === true) problems.at('chapAuthSession').report('value/needs-other', { field: 'chapAuthSession', needs: 'a "secret"' });
}

const persistentKind: BackendKind<typeof persistentShape> = {
  backend: 'iSCSI',
  shape: persistentShape,
  check: checkChap,
  persistent: ({ secret, ...rest }) => ({ fields: { iscsi: secret === undefined ? rest : { ...rest, secretRef: secret } } }),
};

const inlineKind: BackendKind<typeof inlineShape> = {
  backend: 'iSCSI',
  shape: inlineShape,
  check: checkChap,
  inline: ({ secret, ...rest }) => ({ iscsi: secret === undefined ? rest : { ...rest, secretRef: secret } }),
};

/**
 * A disk behind iSCSI, for a PersistentVolume or for a pod directly.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#iscsi
 */
export function iscsi(props: IscsiProps): VolumeBackend & Mountable {
  const persistent = new BackendVolume(persistentKind, props);
  const inline = new BackendVolume(inlineKind, props);
  return Object.freeze({
    backend: persistent.backend,
    persistentSource: persistent.persistentSource.bind(persistent),
    podVolume: inline.podVolume.bind(inline),
  });
}
