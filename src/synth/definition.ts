import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { CheckCode } from '../check/codes';
import { checkFields, checkText, isPlainMap, reportWrongType } from '../core/checks';
import type { Diagnostic } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import type { Identity, MetadataProps } from '../core/metadata';
import { checkName, dnsSubdomain, type NameRule } from '../core/names';
import { Problems } from '../core/problems';
import { Consumer, type Target } from '../core/references';
import { SourceTrace } from '../core/source';
import { nearest } from '../core/suggest';
import { errorsOf } from './assemble';
import { Bundle } from './bundle';
import { locateProperties } from './locate';
import { registerIn } from './register-in';
import { freeId, scopeOf } from './place-in-tree';
import { plainObject } from './plain-object';
import { applyOverrides, type OverrideStyle } from './overrides';
import type { Assembled, ObjectSource } from './placed-object';
import { type SuppressedFinding, withSuppressions } from './suppressed-findings';
import { throwUncollected } from './throw-uncollected';

/** What every definition can say of the object that it makes (of all its objects, where it makes several). */
export interface DefinitionProps extends MetadataProps {
  /**
   * `metadata.name`, where it differs from the construct's id: the way to rename in code without renaming in the cluster.
   * @default - the construct's id
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
   */
  readonly name?: string | undefined;
}

/** What kind of object a definition makes first, and the rule for its name. */
export interface DefinitionKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether it lives outside of namespaces. @default false */
  readonly clusterScoped?: boolean;
  /** @default - a DNS subdomain: the rule for most kinds */
  readonly nameRule?: NameRule;
  /** Where in the props the name stands. @default ['name'] */
  readonly namePath?: readonly string[];
  /** Every field of its props: others are reported, since they would be lost. @default - not checked */
  readonly fields?: ReadonlySet<string>;
}

const namePath: readonly string[] = ['name'];
/** Checks of ours may call each other this deep before the line of the user. */
const framesOfCall = 40;

/**
 * The base of everything that users define: one construct that owns the identity of its objects and remembers the line that
 * defined it. Props are normalized in the constructor of the subclass; objects are built at synthesis, as plain data, so
 * that an app costs one construct and not one for each object.
 */
export abstract class Definition extends Construct implements ObjectSource {
  /** Finds the definition that a construct is part of, if it is part of one. */
  static of(construct: IConstruct): Definition | undefined {
    for (let node: IConstruct | undefined = construct; node !== undefined; node = node.node.scope) {
      if (node instanceof Definition) return node;
    }
    return undefined;
  }

  /** The bundle whose file the objects are written to. */
  readonly bundle: Bundle;
  /** @internal */
  readonly trace: SourceTrace;

  protected readonly problems: Problems;
  protected readonly consumer: Consumer;
  private readonly self: Target;
  /** What the user overrides in the objects. */
  private readonly overriding: unknown;
  /** What was given in place of props, where that is nothing to read. */
  private declare readonly notProps?: { readonly found: unknown };
  /** Objects that an `ApiObject` stands for; made when the first is asked for. */
  private declare replaced?: Map<string, ApiObject>;
  /** Findings that are accepted; few definitions have any. */
  private declare suppressed?: SuppressedFinding[];

  protected constructor(scope: Construct, id: string, kind: DefinitionKind, props: DefinitionProps) {
    super(scopeOf(scope, new.target), freeId(scope, id));
    this.trace = new SourceTrace(new.target);
    this.bundle = scope instanceof Bundle ? scope : Bundle.of(this);
    const { cluster } = this.bundle;
    const namespace = kind.clusterScoped === true ? undefined : this.bundle.namespace;
    const named: unknown = props?.name === undefined ? id : props.name;
    this.self = { apiVersion: kind.apiVersion, kind: kind.kind, namespace, name: typeof named === 'string' ? named : '', cluster };
    this.problems = new Problems([], { object: this.self, trace: this.trace });
    this.consumer = new Consumer(namespace, cluster);
    this.overriding = (props as { readonly override?: unknown } | undefined)?.override;
    checkName(this.problems.along(kind.namePath ?? namePath), kind.nameRule ?? dnsSubdomain, 'name', named);
    if (!isPlainMap(props)) this.notProps = { found: props };
    else if (kind.fields !== undefined) checkFields(this.problems, props, kind.fields);
    registerIn(this.bundle, this);
  }

  /** `metadata.name` of the object (of the first one, where a definition makes several). */
  get name(): string {
    return this.self.name;
  }

  /** `metadata.namespace` of the objects. */
  get namespace(): string | undefined {
    return this.self.namespace;
  }

  /** The cluster that the bundle belongs to. */
  get cluster(): string | undefined {
    return this.self.cluster;
  }

  /** Which object this is, for references to it. */
  get target(): Target {
    return this.self;
  }

  /** Who its objects are, for the pure builders. */
  protected get identity(): Identity {
    return { name: this.name, namespace: this.namespace };
  }

  /** Whether `override` is one partial object or a map of kind to partial object. */
  protected get overrideStyle(): OverrideStyle {
    return 'object';
  }

  /** Whether an `ApiObject` stands for one of the objects: it may still change. */
  protected get hasApiObject(): boolean {
    return this.replaced !== undefined;
  }

  /** The (first) object as it will be written, where it is another one than was built: an override or an `ApiObject` changes it. */
  protected get changedObject(): object | undefined {
    if (this.replaced?.has(this.self.kind) === true) return this.patchedObject;
    return this.overriding === undefined ? undefined : this.assemble().objects[0];
  }

  /** The (first) object as an `ApiObject` of it is now; `undefined` where there is none, or where it cannot be written, which is told elsewhere. */
  protected get patchedObject(): object | undefined {
    const apiObject = this.replaced?.get(this.self.kind);
    return apiObject === undefined ? undefined : plainObject(apiObject, []);
  }

  /**
   * Where to report what is wrong with a call of a method: at the line of the call, which is looked for only once there is
   * something to report. What checks the call must report before it returns.
   */
  protected problemsOfCall(): Problems {
    return this.problems.ownedBy({
      object: this.self,
      get trace() {
        return new SourceTrace(SourceTrace, framesOfCall);
      },
    });
  }

  /**
   * The objects as plain data, built at synthesis from what was normalized and from what references asked for since.
   * What is wrong is reported to `problems`.
   */
  protected abstract build(problems: Problems): readonly Manifest[];

  /**
   * An `ApiObject` of cdk8s that stands for one of the objects from now on: for `addJsonPatch`, `addDependency` and for
   * libraries that ask for one. Whatever is said to this definition later is not in it.
   * @param kind which of the objects. @default - the first one
   */
  toApiObject(kind: string = this.self.kind): ApiObject {
    const existing = this.replaced?.get(kind);
    if (existing !== undefined) return existing;
    const { objects, diagnostics } = this.assemble();
    const manifest = objects.find((object) => object.kind === kind);
    if (manifest === undefined) {
      const known = [...objects.map((object) => object.kind), ...this.replaced?.keys() ?? []];
      return this.throwNoObject(kind, known, diagnostics);
    }
    const apiObject = new ApiObject(this, kind, manifest as unknown as ConstructorParameters<typeof ApiObject>[2]);
    (this.replaced ??= new Map<string, ApiObject>()).set(kind, apiObject);
    return apiObject;
  }

  /** What is wrong with the definition, or that it makes no such object: there is none to go on with. */
  private throwNoObject(kind: string, known: readonly string[], diagnostics: readonly Diagnostic[]): never {
    const errors = errorsOf(diagnostics);
    if (errors.length > 0) throwUncollected(locateProperties(errors));
    this.problemsOfCall().at('toApiObject').report('override/no-object', { selector: kind, known, nearest: nearest(kind, known) });
    throwUncollected(errorsOf(this.problems.reported));
  }

  /**
   * Accepts a finding of `kubeloom check` in one of the objects: it is reported as suppressed, with the reason, and counts for
   * nothing. An annotation on the object says so, so that a check of the files knows it too; what is accepted for a
   * Namespace is accepted in all objects of that namespace.
   *
   * ```ts
   * db.suppress('practice/no-readiness-probe', 'the client library asks by itself');
   * ```
   * @param code as the report shows it. A suppression that meets no finding is reported
   * @param reason why it is accepted, in words for those who read it later
   * @param kind which of the objects. @default - the first one
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  suppress(code: CheckCode, reason: string, kind: string = this.self.kind): this {
    const problems = this.problemsOfCall().at('suppress');
    // Each is told, whether the other one is wrong or not.
    const well = [checkText(problems.at('code'), code, 'a code'), checkText(problems.at('reason'), reason, 'a reason')].every(Boolean);
    if (well) (this.suppressed ??= []).push({ code, reason, kind });
    return this;
  }

  /**
   * What this definition gives: its objects, overrides applied, and all that is wrong.
   * @internal
   */
  assemble(): Assembled {
    // What is found now would be found again when the objects are asked for a second time.
    const problems = this.problems.apart();
    // Where there are no props, whatever else was found follows from that.
    if (this.notProps !== undefined) {
      reportWrongType(problems, `the props of the ${this.self.kind}`, this.notProps.found);
      return { objects: [], diagnostics: problems.reported };
    }
    this.consumer.checkNow();
    const { reported } = this.problems;
    // Builders rely on a model without errors: one that has some is not built, its errors are the answer.
    if (reported.some(isError)) return { objects: [], diagnostics: reported };
    const built = this.build(problems);
    const { overriding } = this;
    const overridden = overriding === undefined ? built : applyOverrides(built, overriding, this.overrideStyle, problems.at('override'));
    const { replaced, suppressed } = this;
    const objects = suppressed === undefined ? overridden : withSuppressions(overridden, suppressed, problems.at('suppress'));
    const own = replaced === undefined ? objects : objects.filter((object) => !replaced.has(object.kind));
    return { objects: own, diagnostics: problems.reported.length === 0 ? reported : [...reported, ...problems.reported] };
  }

  /**
   * Every object that this definition's objects refer to.
   * @internal
   */
  get targets(): readonly Target[] {
    return this.consumer.targets;
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
