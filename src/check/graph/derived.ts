import type { ConfigMap, Secret } from '../../../generated/kubernetes';
import type { Manifest } from '../../core/manifest';
import type { KindKey } from './kinds';
import type { DataKeys } from './node';
import { operators } from './operators';
import { each, fields, isMap, list, own, text, texts } from './read';

/** An object that a controller makes of another one. */
export interface DerivedObject {
  readonly kind: 'ConfigMap' | 'Secret' | 'Service';
  /** @default - the namespace of the object that it is made of */
  readonly anyNamespace?: boolean | undefined;
  readonly name: string;
  /** @default - it has none */
  readonly keys: DataKeys | undefined;
  /** The type of a Secret. @default - not known */
  readonly type?: string | undefined;
}

const noKeys: ReadonlySet<string> = new Set();
const anyKeys: DataKeys = { texts: noKeys, bytes: noKeys, open: true };

/** The keys of a ConfigMap or Secret; `undefined` for other kinds. */
export function dataKeys(key: KindKey, manifest: Manifest): DataKeys | undefined {
  if (key === '/ConfigMap') {
    const { data, binaryData } = manifest as Partial<ConfigMap>;
    return { texts: keysOf(data), bytes: keysOf(binaryData), open: isFilled(manifest) };
  }
  if (key !== '/Secret') return undefined;
  const { data, stringData, type } = manifest as Partial<Secret>;
  const keys = isMap(stringData) ? new Set([...keysOf(data), ...keysOf(stringData)]) : keysOf(data);
  return { texts: keys, bytes: noKeys, open: type === 'kubernetes.io/service-account-token' || isFilled(manifest) };
}

/** Annotations by which a controller fills a ConfigMap or Secret that is there: with generated values, or those of another one. */
const fillers = ['secret-generator.v1.mittwald.de/autogenerate', 'replicator.v1.mittwald.de/replicate-from', 'reflector.v1.k8s.emberstack.com/reflects'];

function isFilled({ metadata }: Partial<Manifest>): boolean {
  const annotations = texts(fields(metadata).annotations);
  return fillers.some((annotation) => own(annotations, annotation) !== undefined);
}

function keysOf(map: unknown): ReadonlySet<string> {
  return isMap(map) ? new Set(Object.keys(map)) : noKeys;
}

type Maker = (manifest: Manifest, name: string) => DerivedObject | undefined | readonly DerivedObject[];

function secret(name: string | undefined, keys: DataKeys, type?: string): DerivedObject | undefined {
  return name === undefined ? undefined : { kind: 'Secret', name, keys, type };
}

/** The Secret that `spec.destination.name` names. */
const destination: Maker = (manifest) => secret(text(fields(specOf<{ destination?: { name?: unknown } }>(manifest).destination).name), anyKeys);

/** Controllers that make ConfigMaps and Secrets. */
const makers: { readonly [kind: KindKey]: Maker | undefined } = {
  'external-secrets.io/ExternalSecret': externalSecret,
  'external-secrets.io/ClusterExternalSecret': (manifest, name) => {
    const { externalSecretName, externalSecretSpec } = specOf<{ externalSecretName?: unknown; externalSecretSpec?: object }>(manifest);
    const made = externalSecret({ ...manifest, spec: externalSecretSpec } as Manifest, text(externalSecretName) ?? name);
    return made === undefined ? undefined : { ...made, anyNamespace: true };
  },
  'bitnami.com/SealedSecret': (manifest, name) => {
    const { encryptedData, template } = specOf<{ encryptedData?: unknown; template?: SecretTemplate }>(manifest);
    const { type, metadata, data } = fields(template);
    const keys = new Set([...keysOf(encryptedData), ...keysOf(data)]);
    return secret(text(fields(metadata).name) ?? name, { texts: keys, bytes: noKeys, open: false }, text(type) ?? 'Opaque');
  },
  'cert-manager.io/Certificate': (manifest) => {
    const keys: DataKeys = { texts: new Set(['tls.crt', 'tls.key', 'ca.crt']), bytes: noKeys, open: true };
    return secret(text(specOf<{ secretName?: unknown }>(manifest).secretName), keys, 'kubernetes.io/tls');
  },
  'trust.cert-manager.io/Bundle': (_manifest, name) => ({ kind: 'ConfigMap', name, keys: anyKeys, anyNamespace: true }),
  'onepassword.com/OnePasswordItem': (_manifest, name) => secret(name, anyKeys),
  'secrets.hashicorp.com/VaultStaticSecret': destination,
  'secrets.hashicorp.com/VaultDynamicSecret': destination,
  'secrets.hashicorp.com/VaultPKISecret': destination,
  'secrets.hashicorp.com/HCPVaultSecretsApp': destination,
  // https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret
  'secrets-store.csi.x-k8s.io/SecretProviderClass': (manifest) => {
    const made: DerivedObject[] = [];
    each(list(specOf<{ secretObjects?: SecretObject[] }>(manifest).secretObjects), ({ secretName, type, data }) => {
      const keys = new Set<string>();
      each(list(data), ({ key }) => typeof key === 'string' && keys.add(key));
      const found = secret(text(secretName), { texts: keys, bytes: noKeys, open: false }, text(type));
      if (found !== undefined) made.push(found);
    });
    return made;
  },
  'infisical.com/InfisicalSecret': (manifest) =>
    secret(text(fields(specOf<{ managedSecretReference?: { secretName?: unknown } }>(manifest).managedSecretReference).secretName), anyKeys),
  'secrets.doppler.com/DopplerSecret': (manifest) => secret(text(fields(specOf<{ managedSecret?: { name?: unknown } }>(manifest).managedSecret).name), anyKeys),
  // https://postgres-operator.readthedocs.io/en/latest/user/#manifest-roles-for-the-postgresql-cluster
  'acid.zalan.do/postgresql': (manifest, name) => Object.keys({ ...specOf<{ users?: object }>(manifest).users, postgres: [] }).flatMap((user) =>
    secret(`${user.replaceAll('_', '-')}.${name}.credentials.postgresql.acid.zalan.do`, anyKeys) ?? []),
  'isindir.github.com/SopsSecret': (manifest) => {
    const made: DerivedObject[] = [];
    each(list(specOf<{ secretTemplates?: { name?: unknown }[] }>(manifest).secretTemplates), ({ name }) => {
      const found = secret(text(name), anyKeys);
      if (found !== undefined) made.push(found);
    });
    return made;
  },
};

/** ConfigMaps, Secrets and Services that a controller makes of an object. */
export function derivedObjects(key: KindKey, manifest: Manifest, name: string): readonly DerivedObject[] {
  if (!key.includes('.')) return [];
  const made = makers[key]?.(manifest, name);
  const said = made === undefined ? [] : Array.isArray(made) ? (made as readonly DerivedObject[]) : [made as DerivedObject];
  const { secrets = [], configMaps = [], services = [] } = operators[key] ?? {};
  const connection = text(fields(specOf<{ writeConnectionSecretToRef?: { name?: unknown } }>(manifest).writeConnectionSecretToRef).name);
  return [
    ...said,
    ...secrets.map((ending): DerivedObject => ({ kind: 'Secret', name: name + ending, keys: anyKeys })),
    ...configMaps.map((ending): DerivedObject => ({ kind: 'ConfigMap', name: name + ending, keys: anyKeys })),
    ...services.map((ending): DerivedObject => ({ kind: 'Service', name: name + ending, keys: undefined })),
    // What Crossplane's resources make, of whatever group they are.
    ...(connection === undefined ? [] : [{ kind: 'Secret', name: connection, keys: anyKeys } satisfies DerivedObject]),
  ];
}

interface SecretObject {
  readonly secretName?: unknown;
  readonly type?: unknown;
  readonly data?: { readonly key?: unknown }[];
}

interface SecretTemplate {
  readonly type?: unknown;
  readonly metadata?: { readonly name?: unknown };
  readonly data?: unknown;
  readonly templateFrom?: unknown;
  readonly mergePolicy?: unknown;
}

interface ExternalSecretSpec {
  readonly target?: { readonly name?: unknown; readonly template?: SecretTemplate };
  readonly data?: readonly { readonly secretKey?: unknown }[];
  readonly dataFrom?: readonly unknown[];
}

function externalSecret(manifest: Manifest, name: string): DerivedObject | undefined {
  const { target, data, dataFrom } = specOf<ExternalSecretSpec>(manifest);
  const { name: other, template } = fields(target);
  const { type, data: templated, templateFrom, mergePolicy } = fields(template);
  const keys = new Set<string>(keysOf(templated));
  // A template with data of its own leaves out what the store holds, unless the two are to be merged.
  const onlyTemplate = keys.size > 0 && mergePolicy !== 'Merge';
  if (!onlyTemplate) each(data, ({ secretKey }) => typeof secretKey === 'string' && keys.add(secretKey));
  const open = list(templateFrom as unknown[]).length > 0 || (!onlyTemplate && list(dataFrom).length > 0);
  return secret(text(other) ?? name, { texts: keys, bytes: noKeys, open }, text(type) ?? (template === undefined ? 'Opaque' : undefined));
}

function specOf<S extends object>(manifest: Manifest): { readonly [K in keyof S]?: S[K] } {
  return fields((manifest as { readonly spec?: S }).spec);
}
