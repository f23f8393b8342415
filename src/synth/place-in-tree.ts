import { Construct } from 'constructs';
import { diagnostic } from '../core/diagnostic';
import { SourceTrace } from '../core/source';
import { throwUncollected } from './throw-uncollected';

/** The scope that was given. @throws DiagnosticsError where it is no construct: there is nobody to collect the problem then */
export function scopeOf(scope: unknown, above: NewableFunction): Construct {
  if (Construct.isConstruct(scope)) return scope;
  return throwUncollected([diagnostic('construct/no-scope', { found: scope }, { trace: new SourceTrace(above) })]);
}

/**
 * An id that the tree takes: the given one, or a free one. Objects of different kinds may have one name, so ids may repeat;
 * what is wrong with an id is reported as what is wrong with the name.
 */
export function freeId(scope: Construct, id: unknown): string {
  const wanted = typeof id === 'string' && id !== '' ? id : 'unnamed';
  if (scope.node.tryFindChild(wanted) === undefined) return wanted;
  for (let count = 2; ; count++) {
    const free = `${wanted}-${count}`;
    if (scope.node.tryFindChild(free) === undefined) return free;
  }
}
