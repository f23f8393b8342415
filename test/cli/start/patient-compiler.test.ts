import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const patient = join(__dirname, '..', '..', '..', 'src', 'cli', 'start', 'patient-compiler.ts');

/** What Node.js says when a process asks for patience, as the given release. */
function stderrOf(release: string): string {
  const program = `require(${JSON.stringify(patient)}).waitWithOptimizations(${release})`;
  const { stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stderr;
}

describe('waiting with optimizations', () => {
  test.each<[string, { given: string }]>([
    ['asks for nothing that this engine does not know', { given: 'process.versions.node' }],
    ['asks an engine for nothing whose flags are not known', { given: '"99.0.0"' }],
  ])('%s', (_, { given }) => {
    expect(stderrOf(given)).toBe('');
  });
});
