import { type Entry, map, value } from '../print/code';
import { nameForPort } from '../well-known-ports';
import type { Field } from './field';
import type { Project } from './project';

/** A port that a service listens on. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** What the images of well-known systems listen on: compose need not say it, since all containers of a network reach each other. */
const byImage: { readonly [image: string]: number } = {
  'postgres': 5432, 'postgis/postgis': 5432, 'timescale/timescaledb': 5432, 'mysql': 3306, 'mariadb': 3306, 'percona': 3306, 'redis': 6379, 'valkey/valkey': 6379, 'mongo': 27017,
  'memcached': 11211, 'rabbitmq': 5672, 'nats': 4222, 'zookeeper': 2181, 'cassandra': 9042, 'elasticsearch': 9200, 'opensearchproject/opensearch': 9200,
  'influxdb': 8086, 'nginx': 80, 'httpd': 80, 'traefik': 80, 'caddy': 80, 'bitnami/kafka': 9092, 'apache/kafka': 9092, 'minio/minio': 9000,
};

/**
 * `ports` and `expose`: a Service has the ports of the container, as other services see them in compose.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
 */
export function portsOf(service: Field, image: string | undefined, id: string, project: Project): readonly ServicePort[] {
  const ports = new Map<string, { readonly port: number; readonly protocol: 'TCP' | 'UDP'; readonly name: string | undefined }>();
  const add = (port: number, protocol: 'TCP' | 'UDP', name?: string): void => {
    const key = `${port}/${protocol}`;
    if (!ports.has(key)) ports.set(key, { port, protocol, name });
  };
  for (const field of service.at('ports')?.items() ?? []) addPublished(field, id, project, add);
  for (const field of service.at('expose')?.items() ?? []) {
    const range = rangeOf(field.rawText() ?? '');
    if (range === undefined) field.name('no port');
    else {
      field.use();
      for (const port of range.ports) add(port, range.protocol);
    }
  }
  const standard = byImage[(image ?? '').replace(/^(?:docker\.io\/)?(?:library\/)?/, '').replace(/[:@].*$/, '')];
  if (ports.size === 0 && standard !== undefined) {
    add(standard, 'TCP');
    project.note(`${id}: port ${standard} is what its image listens on; compose does not say it`);
  }
  const names = new Set<string>();
  return [...ports.values()].map(({ port, protocol, name }) => {
    const wanted = nameForPort(port, protocol, names, name);
    names.add(wanted);
    return { name: wanted, port, protocol };
  });
}

type Add = (port: number, protocol: 'TCP' | 'UDP', name?: string) => void;

function addPublished(field: Field, id: string, project: Project, add: Add): void {
  const target = field.at('target');
  if (target !== undefined) {
    const [port, published, name] = [target.number(), field.at('published')?.text(), field.at('name')?.text()];
    const protocol = field.at('protocol')?.text();
    const mode = field.at('mode');
    if (mode?.rawText() === 'ingress') mode.use();
    if (port === undefined || !isPort(port) || !isProtocol(protocol)) return field.name('no port that a Service can have');
    add(port, protocol === 'udp' ? 'UDP' : 'TCP', name !== undefined && /^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name) ? name : undefined);
    if (published !== undefined) notePublished(project, id, port, published);
    return;
  }
  const text = field.rawText();
  const match = /^(?:(?:(\[[^\]]+\]|[\d.]+):)?([\d-]*):)?([\d-]+(?:\/\w+)?)$/.exec(text ?? '');
  const range = match === null ? undefined : rangeOf(match[3]!);
  const published = match?.[2] === undefined || match[2] === '' ? undefined : rangeOf(match[2]);
  if (match === null || range === undefined || (published === undefined && match[2] !== undefined && match[2] !== '')) return field.name('no port that a Service can have');
  field.use();
  for (const port of range.ports) add(port, range.protocol);
  if (match[2] !== undefined && match[2] !== '') notePublished(project, id, range.ports[0]!, match[2]);
}

function notePublished(project: Project, id: string, port: number, published: string): void {
  const host = published.replace(/-.*$/, '');
  project.note(`${id}: port ${published} of the host: kubectl port-forward service/${id} ${host}:${port}, or \`expose\` of the app for a name of its own`);
}

/** `8080`, `8080/udp`, `3000-3005`. */
function rangeOf(text: string): { readonly ports: readonly number[]; readonly protocol: 'TCP' | 'UDP' } | undefined {
  const match = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text);
  if (match === null || !isProtocol(match[3])) return undefined;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (!isPort(first) || !isPort(last) || last < first || last - first > 100) return undefined;
  return { ports: Array.from({ length: last - first + 1 }, (_, index) => first + index), protocol: match[3] === 'udp' ? 'UDP' : 'TCP' };
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function isProtocol(protocol: string | undefined): boolean {
  return protocol === undefined || protocol === 'tcp' || protocol === 'udp';
}

/** `ports` of a definition. */
export function portEntries(ports: readonly ServicePort[]): readonly Entry[] {
  if (ports.length === 0) return [];
  const entries = ports.map(({ name, port, protocol }) => ({ key: name, value: value(protocol === 'TCP' ? port : { port, protocol }) }));
  return [{ key: 'ports', value: map(entries) }];
}
