import { join } from 'node:path';
import { ApiObject, type App, Chart, type ChartProps, Helm, Include, type IResolver, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';
import { Construct, type IConstruct } from 'constructs';
import type { Part, Program, Special } from './program';

/** A resolver as users write them. */
export const userResolver: IResolver = {
  resolve(context: ResolutionContext): void {
    const { value } = context as { value: unknown };
    if (value instanceof ForResolver) context.replaceValue(value.replacement);
  },
};

class ForResolver {
  constructor(readonly replacement: unknown) {}
}

class Union {
  constructor(readonly value: unknown) {}
}

class OwnChart extends Chart {
  override toJson(): unknown[] {
    return (super.toJson() as { metadata?: object }[]).map((object) => ({ ...object, metadata: { ...object.metadata, annotations: { by: 'own-chart' } } }));
  }
}

/** Builds a program in an app. */
export function build(app: App, { parts, dependencies, nesting, resolver }: Program): void {
  const built: IConstruct[] = [];
  const scopes: Construct[] = [app];
  const inCharts: Construct[] = [];
  parts.forEach((part, index) => {
    const isChart = part.sort === 'chart' || part.sort === 'own-chart';
    const holders = isChart ? scopes : inCharts;
    const scope = holders[part.parent % (holders.length || 1)];
    if (scope === undefined) return;
    const construct = buildPart(scope, part, index, resolver);
    built.push(construct);
    if (isChart || part.sort === 'construct') {
      scopes.push(construct);
      inCharts.push(construct);
    }
    if (part.sort === 'nested-object') inCharts.push(construct);
  });
  for (const [from, to] of dependencies) {
    const [source, target] = [built[from % (built.length || 1)], built[to % (built.length || 1)]];
    if (source === undefined || target === undefined || source === target) continue;
    if (nesting || !isNested(source, target)) source.node.addDependency(target);
  }
}

function isNested(a: IConstruct, b: IConstruct): boolean {
  const isIn = (inner: IConstruct, outer: IConstruct): boolean => inner.node.scopes.includes(outer);
  return isIn(a, b) || isIn(b, a);
}

function buildPart(scope: Construct, part: Part, index: number, resolver: boolean): IConstruct {
  const wanted = part.id ?? `part-${index}`;
  const id = scope.node.tryFindChild(wanted) === undefined ? wanted : `part-${index}`;
  const { namespace, labels } = part;
  switch (part.sort) {
    case 'chart': return new Chart(scope, id, chartProps(part));
    case 'own-chart': return new OwnChart(scope, id, chartProps(part));
    case 'construct': return new Construct(scope, id);
    case 'include': return new Include(scope, id, { url: join(__dirname, 'included.yaml') });
    case 'helm': return new Helm(scope, id, { chart: 'any', helmExecutable: join(__dirname, 'helm.sh'), values: { a: 1 }, ...(namespace === undefined ? {} : { namespace }) });
    case 'deployment': {
      const deployment = new plus.Deployment(scope, id, { containers: [{ image: 'nginx:1.27', portNumber: 8080, envVariables: { A: plus.EnvValue.fromValue('b') } }] });
      deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
      new plus.HorizontalPodAutoscaler(deployment, 'scaler', { target: deployment, maxReplicas: 4 });
      return deployment;
    }
    case 'stateful': {
      const set = new plus.StatefulSet(scope, id, { service: new plus.Service(scope, `${id}-service`, { ports: [{ port: 1 }] }) });
      set.addContainer({ image: 'mysql:8.4', resources: {} }).mount('/data', plus.Volume.fromEmptyDir(set, 'volume', 'data'));
      return set;
    }
    case 'config': {
      const config = new plus.ConfigMap(scope, id, { data: { key: 'value\nof lines\n' } });
      const pod = new plus.Pod(config, 'pod', { containers: [{ image: 'busybox', securityContext: { ensureNonRoot: false } }] });
      pod.containers[0]!.mount('/config', plus.Volume.fromConfigMap(pod, 'volume', config as plus.IConfigMap));
      pod.node.addDependency(config);
      return config;
    }
    case 'rbac': {
      const role = new plus.Role(scope, id);
      role.allowRead(plus.ApiResource.PODS);
      role.bind(new plus.ServiceAccount(role, 'account'));
      return role;
    }
    case 'job':
      return new plus.CronJob(scope, id, { schedule: { expressionString: '0 0 * * *' }, containers: [{ image: 'busybox' }], ...(labels === true ? { metadata: { labels: { of: 'job' } } } : {}) });
    default:
      return buildObject(scope, id, part, resolver);
  }
}

function chartProps({ namespace, labels, metadata }: Part): ChartProps {
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === true ? { labels: { of: 'chart' } } : {}),
    ...(metadata === true ? { disableResourceNameHashes: true } : {}),
  };
}

function buildObject(scope: Construct, id: string, part: Part, resolver: boolean): ApiObject {
  const { name, namespace, labels, data, patches, invalid, metadata } = part;
  const object = new ApiObject(scope, id, {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    ...(name === undefined && namespace === undefined && labels !== true ? {} : {
      metadata: {
        ...(name === undefined ? {} : { name }),
        ...(namespace === undefined ? {} : { namespace }),
        ...(labels === true ? { labels: { of: 'object' }, finalizers: [] } : {}),
      },
    }),
    spec: { first: 1, data: special(data, resolver) },
  });
  if (metadata === true) {
    object.metadata.addAnnotation('noted', 'yes');
    object.metadata.add('custom', Lazy.any({ produce: () => ({ a: [] }) }));
  }
  if (invalid === true) object.node.addValidation({ validate: () => ['it is not valid', 'not at all'] });
  for (const patch of patches ?? []) {
    switch (patch) {
      case 'add': object.addJsonPatch(JsonPatch.add('/spec/added', { z: 1, a: [null] })); break;
      case 'replace': object.addJsonPatch(JsonPatch.replace('/spec/first', 'second')); break;
      case 'remove': object.addJsonPatch(JsonPatch.add('/spec/gone', 1), JsonPatch.remove('/spec/gone')); break;
      case 'copy': object.addJsonPatch(JsonPatch.copy('/spec/first', '/spec/copied')); break;
      case 'test': object.addJsonPatch(JsonPatch.test('/kind', 'Thing')); break;
      case 'fails': object.addJsonPatch(JsonPatch.remove('/spec/nothing/here')); break;
    }
  }
  return object;
}

/** Puts in what is no plain data. */
function special(value: unknown, resolver: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => special(item, resolver));
  if (typeof value !== 'object' || value === null) return value;
  if ('$' in value) {
    const { $, of } = value as Special;
    const inner = special(of, resolver);
    switch ($) {
      case 'lazy': return Lazy.any({ produce: () => inner });
      case 'token': return { resolve: () => inner };
      case 'union': return new Union(inner);
      case 'undefined': return undefined;
      case 'resolver': return resolver ? new ForResolver(inner) : inner;
      case 'instance': return new ForResolver(1);
    }
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, special(item, resolver)]));
}
