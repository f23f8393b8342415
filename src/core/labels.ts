import { checkMap } from './checks';
import { brokenQualifiedName, followsRule, labelValue } from './names';
import type { Problems } from './problems';

/** All annotations of one object together, keys and values, in bytes. */
const annotationLimit = 256 * 1024;

/**
 * Reports keys and values of labels that the API server refuses.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function checkLabels(problems: Problems, labels: unknown): labels is { readonly [key: string]: string } {
  if (!checkMap(problems, labels, 'a map of labels')) return false;
  let well = true;
  for (const key of Object.keys(labels)) {
    const value = labels[key];
    well = checkKey(problems.at(key), key) && well;
    if (typeof value === 'string' && followsRule(labelValue, value)) continue;
    well = false;
    if (typeof value !== 'string') problems.at(key).report('value/wrong-type', { expected: 'a text (quote numbers and booleans)', found: value });
    else if (value.length > labelValue.max) problems.at(key).report('name/too-long', { what: `value of label ${key}`, found: value, length: value.length, max: labelValue.max });
    else problems.at(key).report('label/invalid-value', { key, found: value, rule: labelValue.words });
  }
  return well;
}

/**
 * Reports keys, values and sizes of annotations that the API server refuses.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set
 */
export function checkAnnotations(problems: Problems, annotations: unknown): annotations is { readonly [key: string]: string } {
  if (!checkMap(problems, annotations, 'a map of annotations')) return false;
  let well = true;
  let bytes = 0;
  for (const key of Object.keys(annotations)) {
    const value = annotations[key];
    // The prefix of an annotation, unlike that of a label, may have capital letters.
    well = checkKey(problems.at(key), key, key.toLowerCase()) && well;
    if (typeof value === 'string') bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    else {
      well = false;
      problems.at(key).report('value/wrong-type', { expected: 'a text (quote numbers and booleans)', found: value });
    }
  }
  if (bytes <= annotationLimit) return well;
  problems.report('annotation/too-large', { bytes, max: annotationLimit });
  return false;
}

function checkKey(problems: Problems, key: string, comparable = key): boolean {
  if (key === '__proto__') problems.report('value/prototype-key', { key });
  else {
    const rule = brokenQualifiedName(comparable);
    if (rule === undefined) return true;
    problems.report('label/invalid-key', { found: key, rule });
  }
  return false;
}
