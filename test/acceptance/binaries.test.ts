import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, PROGRAMS } from './cluster/binaries';

describe('the binaries of a control plane', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'binaries-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (...programs: readonly string[]): void => {
    for (const program of programs) writeFileSync(join(folder, program), '', { mode: 0o755 });
  };

  it('are found by their names', () => {
    put(...PROGRAMS);
    expect(findBinaries(folder)).toMatchObject({ etcd: join(folder, 'etcd'), kwok: join(folder, 'kwok') });
  });

  it('that are missing are named in one line, with where to get them', () => {
    put('etcd', 'kube-apiserver', 'kubectl', 'kube-scheduler');
    const reason = findBinaries(folder) as string;
    expect(reason).toContain(`KUBEBUILDER_ASSETS=${folder} has no kube-controller-manager, kwok;`);
    expect(reason).toContain('https://github.com/kubernetes-sigs/kwok/releases');
    expect(reason).not.toContain('\n');
  });

  it('that cannot be run are missing too', () => {
    put(...PROGRAMS);
    rmSync(join(folder, 'kwok'));
    writeFileSync(join(folder, 'kwok'), '', { mode: 0o644 });
    expect(findBinaries(folder)).toContain('has no kwok;');
  });

  it.each([undefined, ''])('are nowhere when KUBEBUILDER_ASSETS is %j', (value) => {
    expect(findBinaries(value)).toContain('KUBEBUILDER_ASSETS is not set');
  });
});
