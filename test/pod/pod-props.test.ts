import type { Mountable } from '../../src/core/pod-inputs';
import { exec, grpc, http, tcp } from '../../src/pod/health';
import { sleep } from '../../src/pod/lifecycle';
import type { PodProps } from '../../src/pod/pod';

// What is wrong here must not compile: `tsc` reports a directive that expects an error where there is none.

interface AppProps<P extends string, V extends string> extends PodProps<P, V> {
  readonly storage?: { readonly [N in V]?: { readonly size: string } | undefined } | undefined;
  readonly expose?: { readonly [N in NoInfer<P>]?: { readonly host: string } } | undefined;
}

class App<P extends string = never, V extends string = never> {
  declare readonly brand: (port: P, volume: V) => void;
  readonly image: string;
  constructor(props: AppProps<P, V>) {
    this.image = props.image;
  }
  port<Q extends P>(name: Q): Q {
    return name;
  }
}

const folder: Mountable = { podVolume: () => ({ name: 'folder', source: { emptyDir: {} } }) };

describe('the types of a pod', () => {
  it('infer the names of ports and volumes from where they are defined', () => {
    const app = new App({
      image: 'example',
      ports: { http: 8080, dns: { port: 53, protocol: 'UDP' } },
      volumes: { cache: folder },
      storage: { data: { size: '1Gi' } },
      mounts: { '/data': 'data', '/cache': { volume: 'cache', readOnly: true }, '/tmp': folder },
      health: {
        startup: exec(['true']),
        readiness: http('/ready', 'http', { periodSeconds: 5 }),
        liveness: { tcpSocket: { port: 'dns' }, failureThreshold: 5 },
      },
      lifecycle: { preStop: sleep(5), postStart: http('/started') },
      containers: { helper: { image: 'helper', mounts: { '/cache': 'cache' }, health: { readiness: grpc('http') } } },
      expose: { http: { host: 'example.com' } },
    });
    expect(app.port('http')).toBe('http');
    expect(app.port('dns')).toBe('dns');
    const all: App[] = [app];
    expect(all).toHaveLength(1);
  });

  it('refuse names that are not defined', () => {
    // @ts-expect-error there is no port `htpp`
    new App({ image: 'example', ports: { http: 8080 }, health: { readiness: tcp('htpp') } });
    // @ts-expect-error there is no port `htpp`
    new App({ image: 'example', ports: { http: 8080 }, health: { readiness: { httpGet: { port: 'htpp' } } } });
    // @ts-expect-error there is no port `http`
    new App({ image: 'example', health: { readiness: http('/', 'http') } });
    // @ts-expect-error there is no volume `dta`
    new App({ image: 'example', volumes: { data: folder }, mounts: { '/data': 'dta' } });
    // @ts-expect-error there is no volume `dta`
    new App({ image: 'example', storage: { data: { size: '1Gi' } }, mounts: { '/data': { volume: 'dta' } } });
    // @ts-expect-error there is no volume
    new App({ image: 'example', containers: { helper: { image: 'helper', mounts: { '/data': 'data' } } } });
    // @ts-expect-error there is no port `web`
    new App({ image: 'example', ports: { http: 80 }, sidecars: { proxy: { image: 'proxy', health: { startup: tcp('web') } } } });
    // @ts-expect-error there is no port `web`
    new App({ image: 'example', ports: { http: 80 }, expose: { web: { host: 'example.com' } } });
    // @ts-expect-error there is no port `web`
    new App({ image: 'example', ports: { http: 80 } }).port('web');
    // @ts-expect-error no kubelet runs a gRPC call as a hook
    new App({ image: 'example', ports: { http: 80 }, lifecycle: { preStop: grpc('http') } });
    // @ts-expect-error no kubelet opens a connection as a hook
    new App({ image: 'example', ports: { http: 80 }, lifecycle: { preStop: tcp('http') } });
    // @ts-expect-error a field that does not exist
    new App({ image: 'example', healthz: {} });
    // @ts-expect-error a container without an image
    new App({ ports: { http: 80 } });
    expect(new App({ image: 'example' }).image).toBe('example');
  });
});
