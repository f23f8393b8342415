import { checkMap, checkOneOf, entriesOf, isPlainMap } from '../core/checks';
import type { Problems } from '../core/problems';
import { readField } from '../core/read-field';
import { checkPortNumber } from '../network/service-ports';
import type { ServicePortFacts } from '../network/service-ref';

/** The ports of a Service that is not defined here: a map of name to number, or to number and protocol. */
export type KnownServicePorts<P extends string = string> = {
  readonly [N in P]?: number | { readonly port: number; readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined };
};

/** The ports of a Service that is not defined here, as references need them. */
export function servicePortFacts(input: unknown, problems: Problems): ServicePortFacts[] {
  if (input === undefined || !checkMap(problems, input, 'a map of port name to number')) return [];
  return entriesOf(problems, input).flatMap(([name, spec]) => {
    const place = problems.at(name);
    const full = isPlainMap(spec);
    const port = full ? spec['port'] : spec;
    const protocol = full ? readField(place, spec, 'protocol', checkProtocol) : undefined;
    return checkPortNumber(full ? place.at('port') : place, port) ? [{ name, port, protocol: protocol ?? 'TCP' }] : [];
  });
}

function checkProtocol(problems: Problems, value: unknown): value is 'TCP' | 'UDP' | 'SCTP' {
  return checkOneOf(problems, value, ['TCP', 'UDP', 'SCTP'] as const);
}
