import { Bundle, SecretData, StatelessApp } from 'kubeloom';
import type { DiagnosticsError } from '../../src/core/diagnostics-error';
import { App } from '../../src/synth/app';
import { synthesize } from '../../src/synth/synthesize';

function externalOf(build: (app: App) => void): unknown[] {
  const app = new App();
  build(app);
  return synthesize(app).bundles.map(({ external }) => external);
}

describe('what a bundle says that exists', () => {
  test('is what it declares, and what typed references lead to', () => {
    expect(externalOf((app) => {
      const shop = new Bundle(app, 'shop', { namespace: 'shop', external: [{ kind: 'cert-manager.io/ClusterIssuer', name: 'letsencrypt' }] });
      const password = SecretData.existing(shop, 'db-password', { keys: ['root'] });
      new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { PASSWORD: password.key('root') } });
    })).toEqual([[{ kind: 'cert-manager.io/ClusterIssuer', name: 'letsencrypt' }, { kind: 'Secret', name: 'db-password', namespace: 'shop' }]]);
  });

  test('is named once, however often it is used', () => {
    expect(externalOf((app) => {
      const shop = new Bundle(app, 'shop');
      const secret = SecretData.existing(shop, 's', { keys: ['a', 'b'] });
      new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { A: secret.key('a'), B: secret.key('b') } });
    })).toEqual([[{ kind: 'Secret', name: 's', namespace: undefined }]]);
  });

  test.each([
    ['no list', { kind: 'Secret' }, ['/external']], ['no kind', [{ name: 'a' }], ['/external/0/kind']], ['an unknown field', [{ kind: 'Secret', nmae: 'a' }], ['/external/0/nmae']],
    ['no map', ['Secret'], ['/external/0']], ['a kind with its version', [{ kind: 'v1/Secret' }], ['/external/0/kind']], ['a number', [{ kind: 'Secret', name: 1 }], ['/external/0/name']],
  ])('is checked: %s', (_name, external, want) => {
    const bundle = new Bundle(new App(), 'shop', { external: external as never });
    let pointers: string[] = [];
    try {
      bundle.objects();
    } catch (error) {
      pointers = (error as DiagnosticsError).diagnostics.map(({ pointer }) => pointer);
    }
    expect(pointers).toEqual(want);
  });
});
