import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ExternalObject } from '../check/check-options';
import { checkFields, checkMap, checkOneOf, isPlainMap } from '../core/checks';
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { checkAnnotations, checkLabels } from '../core/labels';
import type { Manifest } from '../core/manifest';
import { checkName, dnsLabel, type NameRule } from '../core/names';
import { Problems } from '../core/problems';
import type { Target } from '../core/references';
import { SourceTrace } from '../core/source';
import { assembleBundle, type AssembledBundle, errorsOf } from './assemble';
import { duplicates } from './duplicates';
import type { Acknowledgement } from '../plan/types';
import { normalizeAcknowledged } from './acknowledged';
import { externalTargets, normalizeExternal } from './external-objects';
import { locateProperties } from './locate';
import { freeId, scopeOf } from './place-in-tree';
import type { ObjectSource } from './placed-object';
import { throwUncollected } from './throw-uncollected';

/** Options of a bundle. */
export interface BundleProps {
  /**
   * Namespace of every object in the bundle that lives in one. No Namespace object is emitted for it: define one
   * (`new Namespace(…)`) where the bundle shall create it.
   * @default - none: `kubectl apply --namespace` or the GitOps tool decides
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
   */
  readonly namespace?: string | undefined;
  /**
   * The cluster that the bundle is for. Identities and references are kept apart by cluster, and the output goes to a
   * folder of that name, so that one program can hold staging and production.
   * @default - the unnamed cluster, written to the output folder itself
   */
  readonly cluster?: string | undefined;
  /**
   * Labels of every object in the bundle; those of an object itself win. Objects of a `ManifestFile` stay as they are.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /**
   * Annotations of every object in the bundle; those of an object itself win. Objects of a `ManifestFile` stay as they are.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string } | undefined;
  /**
   * Objects that exist in the cluster although no program makes them: `kubeloom check` does not miss them. What a typed
   * reference leads to (`SecretData.existing`) need not be said again.
   * @default - none
   */
  readonly external?: readonly ExternalObject[] | undefined;
  /**
   * Dangers of a change that somebody looked at and accepts, so that `kubeloom plan` does not fail for them. One that does not
   * happen any more is reported.
   * @default - none
   */
  readonly acknowledged?: readonly Acknowledgement[] | undefined;
  /**
   * `locked` keeps the names, selectors, claim templates, governing Services and claims of the bundle's objects in
   * `kubeloom.lock.json` beside `cdk8s.yaml`, a file to commit: a synthesis that would change one of them fails. New objects are
   * locked when they are first written.
   * @default 'free'
   */
  readonly identity?: 'locked' | 'free' | undefined;
}

const bundleSymbol = Symbol.for('kubeloom.Bundle');
const fields: ReadonlySet<string> = new Set([
  'namespace', 'cluster', 'labels', 'annotations', 'external', 'acknowledged', 'identity',
] satisfies (keyof BundleProps)[]);
/** What every file system takes, and no shell minds. */
const fileNameRule: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  max: 200,
  words: 'expected letters, digits, "-", "_" and ".", with a letter or digit first',
};

/**
 * Objects that are applied together: one file of the output. A `Bundle` is a `cdk8s.Chart`, so any cdk8s or cdk8s-plus
 * construct can stand in it, beside our own definitions.
 */
export class Bundle extends Chart {
  /** A chart of cdk8s takes every chart for an instance of a subclass; a bundle is only what was made as one. */
  static override [Symbol.hasInstance](value: unknown): value is Bundle {
    return typeof value === 'object' && value !== null && bundleSymbol in value;
  }

  /**
   * The bundle that a construct stands in.
   * @throws DiagnosticsError where it stands in none
   */
  static override of(construct: IConstruct): Bundle {
    for (let node: IConstruct | undefined = construct; node !== undefined; node = node.node.scope) {
      if (node instanceof Bundle) return node;
    }
    const { location } = new SourceTrace();
    return throwUncollected([diagnostic('bundle/missing', { path: construct.node.path }, { source: location })]);
  }

  /** The cluster that the bundle is for; `undefined` is the unnamed one. */
  readonly cluster: string | undefined;
  /**
   * The id as it was given, which names the file.
   * @internal
   */
  readonly fileName: string;
  /** @internal */
  readonly trace: SourceTrace;
  /** @internal */
  readonly annotations: { readonly [key: string]: string } | undefined;

  /** @internal */
  readonly acknowledged: readonly Acknowledgement[] = [];
  /** @internal */
  readonly isLocked: boolean = false;

  private declaredExternal: readonly ExternalObject[] = [];
  private readonly definitions: ObjectSource[] = [];
  private readonly reported: Diagnostic[] = [];

  constructor(scope: Construct, id: string, props: BundleProps = {}) {
    const given: unknown = props;
    const { namespace, cluster, labels, annotations }: BundleProps = isPlainMap(given) ? given : {};
    super(scopeOf(scope, new.target), freeId(scope, id), {
      ...(typeof namespace === 'string' ? { namespace } : undefined),
      ...(isPlainMap(labels) ? { labels: { ...labels } } : undefined),
    });
    Object.defineProperty(this, bundleSymbol, { value: true });
    this.fileName = typeof id === 'string' ? id : '';
    this.cluster = typeof cluster === 'string' ? cluster : undefined;
    this.annotations = isPlainMap(annotations) ? annotations : undefined;
    this.trace = new SourceTrace(new.target);
    const problems = new Problems(this.reported, { trace: this.trace });
    checkName(problems, fileNameRule, 'id of the bundle (it names the file)', id);
    if (!checkMap(problems, given, 'the options of the bundle')) return;
    checkFields(problems, given, fields);
    if (namespace !== undefined) checkName(problems.at('namespace'), dnsLabel, 'namespace', namespace);
    if (cluster !== undefined) checkName(problems.at('cluster'), dnsLabel, 'cluster', cluster);
    if (labels !== undefined) checkLabels(problems.at('labels'), labels);
    if (annotations !== undefined) checkAnnotations(problems.at('annotations'), annotations);
    if (given['identity'] !== undefined && checkOneOf(problems.at('identity'), given['identity'], ['locked', 'free'])) this.isLocked = given['identity'] === 'locked';
    if (given['acknowledged'] !== undefined) this.acknowledged = normalizeAcknowledged(given['acknowledged'], problems.at('acknowledged'));
    if (given['external'] !== undefined) this.declaredExternal = normalizeExternal(given['external'], problems.at('external'));
  }

  /**
   * The objects of this bundle as plain data, in the order in which they are written.
   * @throws DiagnosticsError with everything that is wrong with its definitions
   */
  objects(): readonly Manifest[] {
    const assembled = this.assemble();
    const errors = errorsOf([...assembled.diagnostics, ...duplicates(assembled.objects)]);
    if (errors.length > 0) throwUncollected(locateProperties(errors));
    return assembled.objects.map(({ manifest }) => manifest);
  }

  /** What `Testing.synth(bundle)` of cdk8s shows: the same as `objects()`. */
  override toJson(): Manifest[] {
    return plainCopy(this.objects());
  }

  /** @internal */
  register(definition: ObjectSource): void {
    this.definitions.push(definition);
  }

  /**
   * What gives the objects of this bundle, objects of cdk8s aside.
   * @internal
   */
  get sources(): readonly ObjectSource[] {
    return this.definitions;
  }

  /** @internal */
  assemble(apiObjects?: readonly ApiObject[]): AssembledBundle {
    const { labels, annotations } = this;
    return assembleBundle({ labels, annotations }, this.definitions, this.reported, apiObjects ?? this.ownApiObjects());
  }

  /**
   * What exists in the cluster, as the program has it: declared, or referred to by a typed reference.
   * @internal
   */
  get external(): readonly ExternalObject[] {
    return [...this.declaredExternal, ...externalTargets(this.targets)];
  }

  /**
   * Every object that the objects of this bundle refer to.
   * @internal
   */
  get targets(): readonly Target[] {
    const targets: Target[] = [];
    for (const definition of this.definitions) for (const target of definition.targets) targets.push(target);
    return targets;
  }

  private ownApiObjects(): ApiObject[] {
    const isOwn = (construct: IConstruct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === (this as Chart);
    return this.node.findAll().filter(isOwn);
  }
}

/** Data that nobody else holds a part of: parts of our objects are shared, which other writers of YAML turn into anchors. */
function plainCopy<T>(value: T): T extends readonly (infer I)[] ? I[] : T;
function plainCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => plainCopy(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, plainCopy(item)]])));
}
