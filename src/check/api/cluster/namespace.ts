import type { Namespace, NamespaceSpec } from '../../../../generated/kubernetes';
import { fields, type Rule } from '../../rule/rules';
import { kind } from '../shared/kind';
import { isStandardFinalizer } from '../shared/metadata';
import { dnsLabel, labelKey } from '../shared/names';

/** The server names the list. */
const finalizers: Rule<readonly string[]> = (names, at) => {
  names.forEach((found, index) => {
    if (!labelKey.accepts(found)) at.report('api/label-key', { found }, index);
    if (!isStandardFinalizer(found)) at.report('api/finalizer', { found }, index);
  });
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/ */
export const namespace: Rule<Namespace> = kind(dnsLabel, fields<Namespace>({ spec: fields<NamespaceSpec>({ finalizers }) }));
