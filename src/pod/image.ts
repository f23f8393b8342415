import { checkText } from '../core/checks';
import type { Problems } from '../core/problems';

const domain = '(?:(?:[A-Za-z0-9]|[A-Za-z0-9][-A-Za-z0-9]*[A-Za-z0-9])(?:\\.(?:[A-Za-z0-9]|[A-Za-z0-9][-A-Za-z0-9]*[A-Za-z0-9]))*|\\[[0-9a-fA-F:]+\\])(?::\\d+)?';
const part = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
const reference = new RegExp(`^(?:${domain}/)?${part}(?:/${part})*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`);
/** The same few images stand in many definitions. */
const good = new Set<string>();
const mostGood = 1_000;
/** Names that another tool replaces before a container runtime sees them. */
const placeholder = /[${}]|:\/\//;

/**
 * Reports what no container runtime can pull.
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export function checkImage(problems: Problems, value: unknown): value is string {
  if (!checkText(problems, value, 'the name of an image')) return false;
  if (value.trim() !== value) {
    problems.report('value/wrong-type', { expected: 'the name of an image without blanks around it', found: value });
    return false;
  }
  if (good.has(value)) return true;
  if (!reference.test(value) && !placeholder.test(value)) problems.report('container/image', { found: value });
  else if (good.size < mostGood) good.add(value);
  return true;
}
