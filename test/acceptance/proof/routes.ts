import type { IngressBackend } from '../../../generated/kubernetes';
import { type KubeObject, nameOf } from '../bundle/bundle';
import { all, fail } from '../failure';
import type { Context } from './context';

/** Where a route leads: a Service and one of its ports. */
interface Backend {
  readonly service: string;
  readonly port: string | number | undefined;
}

interface HttpRoute extends KubeObject {
  readonly spec?: {
    readonly rules?: readonly { readonly backendRefs?: readonly { readonly name: string; readonly port?: number }[] }[];
  };
}

/** No controller serves Ingresses and routes here: each has to lead to a Service that is there, at a port that it has. */
export async function routes(context: Context): Promise<string[]> {
  const { bundle, cluster: { api } } = context;
  const found = [
    ...bundle.of('networking.k8s.io/v1/Ingress').map((ingress) => ({
      object: ingress,
      backends: [
        ...backend(ingress.spec?.defaultBackend),
        ...(ingress.spec?.rules ?? []).flatMap(({ http }) => http?.paths ?? []).flatMap((path) => backend(path.backend)),
      ],
    })),
    ...(bundle.objects.filter(({ kind }) => kind === 'HTTPRoute') as HttpRoute[]).map((route) => ({
      object: route,
      backends: (route.spec?.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs).map(({ name, port }) => ({ service: name, port })),
    })),
  ];
  return all(found.map(async ({ object, backends }) => {
    if (backends.length === 0) fail(nameOf(object), 'leads nowhere');
    await all(backends.map(async ({ service, port }) => {
      const ports = (await api.read('v1/Service', service, object.metadata.namespace))?.spec?.ports;
      if (ports === undefined) fail(nameOf(object), `leads to Service ${service}, which is not there`);
      if (!ports.some((own) => own.port === port || own.name === port)) {
        fail(nameOf(object), `leads to port ${port} of Service ${service}`, `its ports: ${ports.map((own) => `${own.name ?? ''} ${own.port}`).join(', ')}`);
      }
    }));
    return `${object.kind} ${object.metadata.name} leads to ${[...new Set(backends.map(({ service }) => `Service ${service}`))].join(' and ')}`;
  }));
}

function backend(to: IngressBackend | undefined): Backend[] {
  return to?.service === undefined ? [] : [{ service: to.service.name, port: to.service.port?.number ?? to.service.port?.name }];
}
