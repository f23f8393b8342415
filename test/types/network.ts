/** Compiled, never run: what must not compile is marked, and the compiler fails where a mark has become needless. */
import { Ingress } from '../../src/apps/ingress';
import { NetworkPolicy } from '../../src/apps/network-policy';
import { Service, type ServiceDefinition } from '../../src/apps/service';
import { ServiceAccount } from '../../src/apps/service-account';
import { StatelessApp } from '../../src/apps/stateless-app';
import type { Bundle } from '../../src/synth/bundle';

export function services(shop: Bundle): void {
  const db = new Service(shop, 'db', { headless: true, pods: { app: 'mysql' }, ports: { mysql: 3306, admin: { port: 33_060, targetPort: 'admin' } } });
  db.port('mysql');
  db.dynamicPort('whatever');
  const listed = new Service(shop, 'listed', { ports: [{ name: 'http', port: 80 }, { name: 'https', port: 443 }] });
  listed.port('https');
  const existing = Service.existing(shop, 'existing', { ports: { http: 80 } });
  existing.port('http');
  const fewer: ServiceDefinition<'mysql'> = db;
  const any: ServiceDefinition[] = [db, listed, existing];

  // @ts-expect-error a misspelt port
  db.port('mysq');
  // @ts-expect-error a misspelt port
  listed.port('htps');
  // @ts-expect-error a misspelt port
  existing.port('htpp');
  // @ts-expect-error a Service with fewer ports
  const more: ServiceDefinition<'mysql' | 'https'> = db;
  // @ts-expect-error a misspelt type
  new Service(shop, 'typo', { type: 'Nodeport', ports: { http: 80 } });
  void [fewer, any, more];
}

export function apps(shop: Bundle): void {
  const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080 }, expose: { http: { host: 'a.example.com', tls: true } }, service: { ports: { http: 80 } } });
  new Ingress(shop, 'front', { rules: { 'a.example.com': web.port('http'), '*': { '/': web, '/api': { backend: web, pathType: 'Exact' } } } });
  new NetworkPolicy(shop, 'web', { pods: web, allowFrom: [web, 'anyone', { from: { cidr: '10.0.0.0/8' }, ports: ['http', 80] }] });
  new ServiceAccount(shop, 'reader').can('get', ['pods', web]).can(['get', 'custom-verb'], 'certificates.cert-manager.io');

  // @ts-expect-error a misspelt port that is exposed
  new StatelessApp(shop, 'a', { image: 'nginx:1.27', ports: { http: 8080 }, expose: { htpp: 'a.example.com' } });
  // @ts-expect-error a misspelt port of the Service
  new StatelessApp(shop, 'b', { image: 'nginx:1.27', ports: { http: 8080 }, service: { ports: { htpp: 80 } } });
  // @ts-expect-error a path that does not start with a slash
  new Ingress(shop, 'c', { rules: { '*': { api: web } } });
  // @ts-expect-error a goal as a bare number
  new StatelessApp(shop, 'd', { image: 'nginx:1.27', replicas: { max: 5, cpu: 70 } });
}
