import type { IntOrString } from '../../../../generated/kubernetes';
import { oneOf, type Rule } from '../../rule/rules';
import { portName } from './names';
import { portNumber } from './numbers';

/** A protocol of a port. */
export const protocol: Rule<string> = oneOf('TCP', 'UDP', 'SCTP');

/** The number of a port, or the name that a container gives one. */
export const portNumberOrName: Rule<IntOrString> = (found, at) => {
  if (typeof found === 'number') portNumber(found, at);
  else portName(found, at);
};
