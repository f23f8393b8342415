import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Block, blocksOf, FILE } from '../../scripts/docs/snippets';
import { NodeHost } from '../cli/support/node-host';

let host: NodeHost;
beforeAll(() => {
  host = new NodeHost();
});
afterAll(() => host.end());

const blocks = [...blocksOf(readFileSync(resolve(__dirname, '../../README.md'), 'utf8'))];
const program = blocks.find(({ language }) => language === 'ts')!.content;

function git(cwd: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd, env, stdio: 'pipe' });
}

/** Each line with a minus is replaced by the one with a plus behind it. */
function changed(text: string, { content }: Block): string {
  return [...content.matchAll(/^-(.*)\n\+(.*)$/gm)].reduce((now, [, from, to]) => {
    if (!now.includes(`${from}\n`)) throw new Error(`there is no line ${from}`);
    return now.replace(from!, to!);
  }, text);
}

/** Whether an output is what a block shows: `…` stands for any lines, numbers of commits are as they come. */
function isShown(shown: string, output: string): boolean {
  const plain = (text: string): string => text.replace(/\b[0-9a-f]{7}\b/g, '<commit>').trimEnd().concat('\n');
  const parts = plain(shown).split(/^…\n/m).map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.*\\n)*')}$`).test(plain(output));
}

test('the command lines print what stands below them', async () => {
  const cwd = host.project({ 'cdk8s.yaml': `app: npx tsx ${FILE}\n`, [FILE]: program, '.gitignore': 'node_modules\n' });
  const synth = await host.run(['synth'], { cwd });
  expect(synth).toMatchObject({ code: 0 });
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'x');
  git(cwd, 'checkout', '-qb', 'change');
  let seen = 0;
  for (const block of blocks) {
    const { language, name, content } = block;
    if (language === 'diff') writeFileSync(join(cwd, name!), changed(readFileSync(join(cwd, name!), 'utf8'), block));
    else if (name !== undefined) writeFileSync(join(cwd, name), content);
    if (language !== 'console') continue;
    const [command, shown] = [content.slice(0, content.indexOf('\n')), content.slice(content.indexOf('\n') + 1)];
    const args = /^\$ npx kubeloom (.+)$/.exec(command)?.[1]?.split(' ');
    const { stdout, stderr } = await host.run(args ?? ['help'], { cwd });
    if (!isShown(shown, stdout + stderr)) expect(stdout + stderr).toBe(shown);
    seen++;
  }
  expect(seen).toBeGreaterThan(0);
}, 60_000);
