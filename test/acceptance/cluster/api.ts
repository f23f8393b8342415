// The client is an ES module: from here only its types can be imported, the rest is loaded when it is needed.
import type * as client from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import type { KubernetesKinds } from '../../../generated/kubernetes';

type Kind = keyof KubernetesKinds;

/** A change of an object, as a watch reports it. */
export interface Change<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/** A question to the authorizer: may this account do that? */
export interface Access {
  /** `system:serviceaccount:<namespace>:<name>` */
  readonly user: string;
  readonly namespace?: string | undefined;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string | undefined;
  readonly name?: string | undefined;
}

/** What kubectl cannot say, or says too slowly to be asked again and again. */
export class Api {
  private constructor(
    private readonly library: typeof client,
    private readonly config: client.KubeConfig,
    private readonly objects: client.KubernetesObjectApi,
  ) {}

  static async connect(kubeconfig: string): Promise<Api> {
    const library = await import('@kubernetes/client-node');
    const config = new library.KubeConfig();
    config.loadFromFile(kubeconfig);
    return new Api(library, config, library.KubernetesObjectApi.makeApiClient(config));
  }

  /** All objects of a kind, in a namespace or everywhere. */
  async list<K extends Kind>(kind: K, namespace?: string): Promise<KubernetesKinds[K][]> {
    const { items } = await this.objects.list(...split(kind), namespace);
    return items as unknown as KubernetesKinds[K][];
  }

  /** One object, or nothing where there is none. */
  async read<K extends Kind>(kind: K, name: string, namespace?: string): Promise<KubernetesKinds[K] | undefined> {
    const [apiVersion, shortKind] = split(kind);
    try {
      const header = { apiVersion, kind: shortKind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
      return await this.objects.read(header) as unknown as KubernetesKinds[K];
    } catch (error) {
      if (error instanceof this.library.ApiException && error.code === 404) return undefined;
      throw error;
    }
  }

  async create<K extends Kind>(object: KubernetesKinds[K]): Promise<void> {
    await this.objects.create(object as unknown as Parameters<typeof this.objects.create>[0]);
  }

  /** Deletes an object that may already be gone. */
  async delete<K extends Kind>(object: KubernetesKinds[K]): Promise<void> {
    try {
      await this.objects.delete(object as unknown as Parameters<typeof this.objects.delete>[0]);
    } catch (error) {
      if (!(error instanceof this.library.ApiException && error.code === 404)) throw error;
    }
  }

  /** Reports what exists and then every change, in the order of the server, until the returned function is called. */
  async watch<T>(path: string, onChange: (change: Change<T>) => void): Promise<() => void> {
    const watch = new this.library.Watch(this.config);
    let stopped = false;
    let controller: AbortController | undefined;
    const open = async (): Promise<void> => {
      controller = await watch.watch(
        path,
        {},
        (type, object) => {
          if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') onChange({ type, object: object as T });
        },
        // The server ends a watch after a while.
        () => { if (!stopped) void open().catch(() => undefined); },
      );
    };
    await open();
    return () => {
      stopped = true;
      controller?.abort();
    };
  }

  /** Whether the authorizer allows it, and its reason. */
  async allows(
    { user, namespace, verb, group, resource, subresource, name }: Access,
  ): Promise<{ readonly allowed: boolean; readonly reason: string }> {
    const authorization = this.config.makeApiClient(this.library.AuthorizationV1Api);
    const { status } = await authorization.createSubjectAccessReview({
      body: {
        spec: {
          user,
          resourceAttributes: {
            verb,
            group,
            resource,
            ...(namespace === undefined ? {} : { namespace }),
            ...(subresource === undefined ? {} : { subresource }),
            ...(name === undefined ? {} : { name }),
          },
        },
      },
    });
    return { allowed: status?.allowed ?? false, reason: status?.reason ?? '' };
  }
}

function split(kind: Kind): [apiVersion: string, kind: string] {
  const end = kind.lastIndexOf('/');
  return [kind.slice(0, end), kind.slice(end + 1)];
}
