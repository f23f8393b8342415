import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const folder = join('src', 'catalog');
const scripts = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sh')).map((file) => join(folder, file)).sort();
const installed = spawnSync('shellcheck', ['--version']).status === 0;

// Where it is missing, this says so: the test is skipped, not passed.
(installed ? test : test.skip)('shellcheck finds nothing in the scripts of the catalogue', () => {
  const { stdout, status } = spawnSync('shellcheck', ['--external-sources', ...scripts], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test.each(scripts)('%s says which shell it is for, and what it is for', (script) => {
  const lines = readFileSync(join(root, script), 'utf8').split('\n');
  expect(lines[0]).toMatch(/^(#!\/bin\/(sh|bash)|#!\/usr\/bin\/env bash|# shellcheck shell=sh)$/);
  expect(lines.slice(1, 5).some((line) => /^# [A-Z]/.test(line))).toBe(true);
});
