import { execFileSync } from 'node:child_process';

/**
 * A small network of its own on this machine: a bridge, and for each pod a namespace with one address, so that every server
 * can listen on the port that the definition gives it.
 */
export class Network {
  private readonly bridge: string;
  private readonly prefix: string;
  private readonly namespaces: string[] = [];

  /** @param number tells networks of runs at the same time apart */
  constructor(number: number) {
    const tag = (number % 250) + 1;
    this.bridge = `kl${tag}br`;
    this.prefix = `10.213.${tag}`;
    ip('link', 'add', this.bridge, 'type', 'bridge');
    ip('addr', 'add', `${this.prefix}.1/24`, 'dev', this.bridge);
    ip('link', 'set', this.bridge, 'up');
  }

  /** A namespace with an address. */
  add(): { readonly namespace: string; readonly address: string } {
    const number = this.namespaces.length + 10;
    const namespace = `${this.bridge}-${number}`;
    const link = `${this.bridge}${number}`;
    const address = `${this.prefix}.${number}`;
    ip('netns', 'add', namespace);
    this.namespaces.push(namespace);
    ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    ip('link', 'set', link, 'master', this.bridge, 'up');
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    ip('-n', namespace, 'route', 'add', 'default', 'via', `${this.prefix}.1`);
    return { namespace, address };
  }

  close(): void {
    for (const namespace of this.namespaces) quietly(() => ip('netns', 'del', namespace));
    quietly(() => ip('link', 'del', this.bridge));
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // It is gone already.
  }
}
