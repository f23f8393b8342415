import { followsRule, labelValue } from '../core/names';
import type { Read } from './read-fields';

/** The label by which nodes of all clouds say which zone they are in. */
export const zoneLabel = 'topology.kubernetes.io/zone';

/** A zone, as the nodes in it are labelled. */
export const zone: Read<string> = named('zone');

/** The name of a node, as it is labelled. */
export const nodeName: Read<string> = named('name of a node');

function named(what: string): Read<string> {
  return (problems, value) => {
    if (typeof value === 'string' && value !== '' && followsRule(labelValue, value)) return value;
    if (typeof value === 'string') problems.report('name/invalid', { what, found: value, rule: labelValue.words });
    else problems.report('value/wrong-type', { expected: `a text (${what})`, found: value });
    return undefined;
  };
}
