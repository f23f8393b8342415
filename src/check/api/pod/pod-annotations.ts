import type { PodSpec, Toleration } from '../../../../generated/kubernetes';
import { isPlainMap } from '../../../core/plain-map';
import type { Context } from '../../rule/context';
import { profileAnnotations } from './profiles';
import { tolerations } from './scheduling';

const mirrored = 'kubernetes.io/config.mirror';
const tolerated = 'scheduler.alpha.kubernetes.io/tolerations';
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

/** Annotations that mean something to Kubernetes itself. Stands at the annotations. */
export function podAnnotations(annotations: { readonly [key: string]: string }, spec: PodSpec, at: Context): void {
  if (annotations[mirrored] !== undefined && (spec.nodeName ?? '') === '') at.reportAt(mirrored, 'api/mirror-pod', {});
  const cost = annotations[deletionCost];
  if (cost !== undefined && !isInt32(cost)) at.reportAt(deletionCost, 'api/deletion-cost', { found: cost });
  const text = annotations[tolerated] ?? '';
  if (text !== '') toleratedTaints(text, at);
  profileAnnotations(annotations, spec, at);
}

/** A number as the server prints it: without a plus, without zeros before it. */
function isInt32(text: string): boolean {
  const value = Number(text);
  return /^(?:-\d+|0|[1-9]\d*)$/.test(text) && value >= -(2 ** 31) && value < 2 ** 31;
}

/** Tolerations as text, from before there was a field. */
function toleratedTaints(text: string, at: Context): void {
  const list = readTolerations(text);
  if (list === undefined) at.report('api/toleration-annotation', { found: text }, tolerated);
  else {
    at.enter(tolerated);
    tolerations(list, at);
    at.leave();
  }
}

const fieldTypes: { readonly [field: string]: readonly [name: keyof Toleration, type: 'string' | 'number'] } = {
  key: ['key', 'string'], operator: ['operator', 'string'], value: ['value', 'string'], effect: ['effect', 'string'], tolerationseconds: ['tolerationSeconds', 'number'],
};

/** Capitals and small letters do not count in it; `undefined` for what is no list of tolerations. */
function readTolerations(text: string): Toleration[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (list === null) return [];
  if (!Array.isArray(list)) return undefined;
  const read = list.map(readToleration);
  return read.every((toleration) => toleration !== undefined) ? read : undefined;
}

function readToleration(given: unknown): Toleration | undefined {
  if (given === null) return {};
  if (!isPlainMap(given)) return undefined;
  const toleration: { [field: string]: unknown } = {};
  for (const key of Object.keys(given)) {
    const [name, type] = fieldTypes[key.toLowerCase()] ?? [];
    const value = given[key];
    if (name === undefined || value === null) continue;
    if (typeof value !== type || (type === 'number' && !Number.isInteger(value))) return undefined;
    toleration[name] = value;
  }
  return toleration;
}
