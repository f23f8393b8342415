import type { EnvVarSource, ObjectFieldSelector, ResourceFieldSelector } from '../../generated/kubernetes';
import { checkFields, checkText } from '../core/checks';
import { brokenQualifiedName } from '../core/names';
import type { EnvSource } from '../core/pod-inputs';
import type { Problems } from '../core/problems';
import type { Quantity } from '../core/quantity';
import { nearest } from '../core/suggest';
import { areOptions } from './inputs';

/** Where a field of the pod is read: in an environment variable or in a file of a volume, which know different fields. */
export type FieldUse = 'env' | 'file';

/**
 * A field of the pod that environment variables can have.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields
 */
export type EnvFieldPath =
  | 'metadata.name' | 'metadata.namespace' | 'metadata.uid' | `metadata.labels['${string}']` | `metadata.annotations['${string}']`
  | 'spec.nodeName' | 'spec.serviceAccountName' | 'status.hostIP' | 'status.hostIPs' | 'status.podIP' | 'status.podIPs';

/** A field of the pod that only files can have: all labels or annotations, a line for each. */
export type FileFieldPath = 'metadata.labels' | 'metadata.annotations';

const fieldPaths: { readonly [use in FieldUse]: readonly string[] } = {
  env: [
    'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName',
    'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
  ],
  file: ['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.uid'],
};
const subscripted = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/;

/** A field of the pod, made by `field`. */
export class FieldRef implements EnvSource {
  constructor(
    /** Path of the field in the pod. */
    readonly path: string,
  ) {}

  /** @internal */
  envSource(problems: Problems): EnvVarSource | undefined {
    const fieldRef = this.selector(problems, 'env');
    return fieldRef === undefined ? undefined : { fieldRef };
  }

  /**
   * As a manifest has it; reports a path that is not known where it is used.
   * @internal
   */
  selector(problems: Problems, use: FieldUse): ObjectFieldSelector | undefined {
    const { path } = this;
    if (!checkText(problems, path, 'the path of a field')) return undefined;
    const subscript = subscripted.exec(path) as unknown as [string, string, string] | null;
    if (subscript === null) {
      if (fieldPaths[use].includes(path)) return { fieldPath: path };
      problems.report('value/not-one-of', { expected: fieldPaths[use], orElse: 'one label or annotation, such as "metadata.labels[\'app\']"', found: path, nearest: nearest(path, fieldPaths[use]) });
      return undefined;
    }
    const [, owner, key] = subscript;
    const rule = brokenQualifiedName(owner === 'metadata.annotations' ? key.toLowerCase() : key);
    if (rule === undefined) return { fieldPath: path };
    problems.report('label/invalid-key', { found: key, rule });
    return undefined;
  }
}

/** Further options of `resource`. */
export interface ResourceFieldOptions {
  /** Name of the container; files must name it. @default - the container that has the variable */
  readonly container?: string | undefined;
  /** Unit of the number: `1m` for thousandths of a core, `1Mi` … @default '1': cores, bytes */
  readonly divisor?: Quantity | undefined;
}

/** A resource of a container whose amount an environment variable or file can have. */
export type ResourceFieldPath = `${'limits' | 'requests'}.${'cpu' | 'memory' | 'ephemeral-storage' | `hugepages-${string}`}`;

const resourcePath = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;
const resourcePaths = ['limits', 'requests'].flatMap((kind) => ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${kind}.${name}`));
const optionFields: ReadonlySet<string> = new Set<keyof ResourceFieldOptions>(['container', 'divisor']);
const units = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
const cpuUnits = ['1', '1m'];

/** What a container requests or is limited to, made by `resource`. */
export class ResourceRef implements EnvSource {
  constructor(
    /** Which amount. */
    readonly path: string,
    private readonly options: ResourceFieldOptions,
  ) {}

  /** @internal */
  envSource(problems: Problems): EnvVarSource | undefined {
    const resourceFieldRef = this.selector(problems, 'env');
    return resourceFieldRef === undefined ? undefined : { resourceFieldRef };
  }

  /**
   * As a manifest has it; reports what the API server refuses.
   * @internal
   */
  selector(problems: Problems, use: FieldUse): ResourceFieldSelector | undefined {
    const { path, options } = this;
    if (!areOptions(problems, options)) return undefined;
    checkFields(problems, options, optionFields);
    const { container, divisor } = options;
    if (typeof path !== 'string' || !resourcePath.test(path)) {
      const near = typeof path === 'string' ? nearest(path, resourcePaths) : undefined;
      problems.report('value/not-one-of', { expected: [...resourcePaths, 'limits.hugepages-<size>', 'requests.hugepages-<size>'], found: path, nearest: near });
      return undefined;
    }
    const allowed = path.endsWith('.cpu') ? cpuUnits : units;
    if (divisor !== undefined && !allowed.includes(String(divisor))) {
      problems.report('value/not-one-of', { expected: allowed, found: divisor });
      return undefined;
    }
    if (container === undefined && use === 'file') {
      problems.report('value/needs-other', { field: 'resource', needs: 'the name of a container when it becomes a file' });
      return undefined;
    }
    if (container !== undefined && !checkText(problems, container, 'the name of a container')) return undefined;
    return {
      ...(container === undefined ? undefined : { containerName: container }),
      resource: path,
      ...(divisor === undefined ? undefined : { divisor }),
    };
  }
}

/**
 * A field of the pod itself, for environment variables (`env: { POD_NAME: field('metadata.name') }`) and files.
 * All labels or annotations together can only be files.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function field(path: EnvFieldPath | FileFieldPath): FieldRef {
  return new FieldRef(path);
}

/**
 * What a container requests or is limited to, for environment variables (`env: { MEMORY_LIMIT: resource('limits.memory') }`) and files.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef
 */
export function resource(path: ResourceFieldPath, options: ResourceFieldOptions = {}): ResourceRef {
  return new ResourceRef(path, options);
}
