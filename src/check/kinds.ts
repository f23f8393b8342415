import type { Manifest } from '../core/manifest';
import type { Release } from '../schema/release';
import { rulesOf } from './api/kinds';
import type { CustomDefinitions, CustomVersion } from './custom/custom-definitions';
import { kindReader } from './decode/decode';
import { readerOfKind } from './decode/kinds';
import type { ObjectReader } from './decode/reader';
import { checkVersion } from './decode/versions';
import { Context, type Reported } from './rule/context';
import type { Rule } from './rule/rules';

/** What a release makes of a kind. */
export interface KindFacts {
  /** @default - nobody describes the kind */
  readonly reader: ObjectReader | undefined;
  /** @default - there is nothing to check but the types */
  readonly rule: Rule<Manifest> | undefined;
  /** What is wrong with the kind itself. */
  readonly problems: readonly Reported[];
  /** Whether it may be a custom resource that nobody describes. */
  readonly unknown: boolean;
  /** What its CustomResourceDefinition says. @default - it is none that one describes */
  readonly custom?: CustomVersion | undefined;
}

/** The kinds that a run meets, each looked up once. */
export class Kinds {
  private readonly versions = new Map<string, Map<string, KindFacts>>();

  constructor(private readonly release: Release, private readonly minor: number, private readonly definitions: CustomDefinitions) {}

  /** The reader of the metadata that all objects have. */
  get metadata(): ObjectReader {
    return kindReader(this.release.type('meta.v1.ObjectMeta')!, true, this.minor);
  }

  of(manifest: Manifest): KindFacts {
    const { apiVersion, kind } = manifest;
    let kinds = this.versions.get(apiVersion);
    if (kinds === undefined) this.versions.set(apiVersion, (kinds = new Map<string, KindFacts>()));
    let facts = kinds.get(kind);
    if (facts === undefined) kinds.set(kind, (facts = this.read(manifest)));
    return facts;
  }

  private read(manifest: Manifest): KindFacts {
    const { apiVersion, kind } = manifest;
    const at = new Context({ apiVersion, kind }, this.minor);
    const versions = this.definitions.versions(apiVersion, kind);
    if (versions !== undefined) return customFacts(manifest, versions, at);
    const known = checkVersion(manifest, this.release, at);
    const reader = readerOfKind(this.release, apiVersion, kind);
    // What is removed is refused as a whole: its older form has no rules.
    const served = this.release.status(apiVersion, kind) !== 'removed';
    return { reader, rule: served ? rulesOf(apiVersion, kind) : undefined, problems: at.reported, unknown: !known && reader === undefined };
  }
}

function customFacts({ apiVersion, kind }: Manifest, versions: readonly CustomVersion[], at: Context): KindFacts {
  const custom = versions.find((version) => version.apiVersion === apiVersion);
  // What the package knows of a kind is one of its versions: clusters serve others as well.
  if (custom === undefined && versions.every(({ partial }) => partial)) return { reader: undefined, rule: undefined, problems: [], unknown: true };
  const served = versions.filter((version) => version.served).map((version) => version.apiVersion);
  if (custom?.served !== true) at.reportAt('apiVersion', 'schema/unknown-version', { apiVersion, kind, versions: served });
  return { reader: undefined, rule: undefined, problems: at.reported, unknown: false, custom };
}
