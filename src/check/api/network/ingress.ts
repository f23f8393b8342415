import type { HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule, IngressSpec, IngressTLS } from '../../../../generated/kubernetes';
import { all, each, fields, given, objects, type Rule } from '../../rule/rules';
import { readIp } from '../shared/ip';
import { kind } from '../shared/kind';
import { dnsSubdomain, portName } from '../shared/names';
import { portNumber } from '../shared/numbers';
import { typedReference } from '../shared/references';
import { serviceName } from './service';

const wildcard = /^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A host name, of which a `*` can be the first part. */
const host: Rule<string> = (found, at) => {
  if (!found.includes('*')) dnsSubdomain(found, at);
  else if (found.length > 253 || !wildcard.test(found)) at.report('ingress/wildcard', { found });
};

const servicePort: Rule<IngressBackend> = ({ service }, at) => {
  if (service === undefined) return;
  const { name = '', number = 0 } = service.port ?? {};
  const enter = (key: 'name' | 'number'): void => ['service', 'port', key].forEach((part) => at.enter(part));
  if (name !== '' && number !== 0) at.report('api/contradiction', { fields: ['port.name', 'port.number'] });
  else if (name === '' && number === 0) at.report('api/one-needed', { fields: ['port.name', 'port.number'] });
  else {
    enter(name === '' ? 'number' : 'name');
    if (name === '') portNumber(number, at);
    else portName(name, at);
    for (let depth = 0; depth < 3; depth++) at.leave();
  }
};

/** One of a Service and another object. */
const backend: Rule<IngressBackend> = (value, at) => {
  const { service, resource } = value;
  if (service !== undefined && resource !== undefined) at.report('api/contradiction', { fields: ['service', 'resource'] });
  else if (resource !== undefined) fields<IngressBackend>({ resource: typedReference })(value, at);
  else if (service === undefined) at.report('ingress/no-backend', {});
  else {
    const { name = '' } = service;
    at.enter('service');
    at.enter('name');
    if (name === '') at.report('api/required', { field: 'name' });
    else serviceName(name, at);
    at.leave();
    at.leave();
    servicePort(value, at);
  }
};

const sequences = ['//', '/./', '/../', '%2f', '%2F'];
const endings = ['/..', '/.'];
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];

const path: Rule<HTTPIngressPath> = (value, at) => {
  const { path: found = '', pathType } = value;
  if (pathType === undefined) return at.reportAt('pathType', 'api/required', { field: 'pathType' });
  if (!pathTypes.includes(pathType)) at.reportAt('pathType', 'api/not-supported', { found: pathType, known: pathTypes });
  else {
    const exact = pathType !== 'ImplementationSpecific';
    if (!found.startsWith('/') && (exact || found !== '')) at.reportAt('path', 'ingress/path', { found });
    else if (exact) {
      const bad = sequences.find((text) => found.includes(text)) ?? endings.find((text) => found.endsWith(text));
      if (bad !== undefined) at.reportAt('path', 'ingress/path', { found, bad });
    }
  }
  at.enter('backend');
  backend(value.backend ?? {}, at);
  at.leave();
};

const http: Rule<HTTPIngressRuleValue> = (value, at) => {
  const { paths = [] } = value;
  if (paths.length === 0) at.reportAt('paths', 'api/required', { field: 'paths' });
  at.enter('paths');
  each(path)(paths, at);
  at.leave();
};

const noAddress: Rule<string> = (found, at) => {
  if (readIp(found) !== undefined) at.report('ingress/host-is-ip', { found });
};

const rules: Rule<IngressSpec> = (spec, at) => {
  if ((spec.rules ?? []).length === 0 && spec.defaultBackend === undefined) at.report('ingress/empty', {});
};

const classAnnotation = 'kubernetes.io/ingress.class';

/** The server names an annotation of the object, not of its metadata. */
const ingressClass: Rule<Ingress> = ({ metadata, spec }, at) => {
  const found = metadata?.annotations?.[classAnnotation];
  const expected = spec?.ingressClassName;
  if (found === undefined || expected === undefined || found === expected) return;
  at.reportAt(['annotations', classAnnotation], 'api/must-equal', { found, expected, as: 'in ingressClassName' }, ['metadata', 'annotations', classAnnotation]);
};

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export const ingress: Rule<Ingress> = kind(
  dnsSubdomain,
  ingressClass,
  objects<Ingress>({
    spec: all(rules, fields<IngressSpec>({
      defaultBackend: backend,
      ingressClassName: dnsSubdomain,
      rules: each(fields<IngressRule>({ host: given(noAddress, host), http })),
      tls: each(fields<IngressTLS>({ hosts: each(host), secretName: given(dnsSubdomain) })),
    })),
  }),
);
