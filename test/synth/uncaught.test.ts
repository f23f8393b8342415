import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const [loader, sdk] = [join(root, 'node_modules/tsx/dist/loader.mjs'), join(root, 'src/index.ts')];
const folder = mkdtempSync(join(tmpdir(), 'kubeloom-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program as `node main.js` does. */
function run(program: string): { readonly status: number | null; readonly stderr: string; readonly stdout: string } {
  const text = `const { App, Bundle, Service, StatelessApp } = require(${JSON.stringify(sdk)});\nconst app = new App();\n${program}`;
  writeFileSync(join(folder, 'main.cjs'), text);
  return spawnSync(process.execPath, ['--import', loader, 'main.cjs'], { encoding: 'utf8', cwd: folder });
}

describe('an error that nobody catches is printed as its report and nothing else', () => {
  const image = "{ image: 'nginx:1.27' }";
  test.each<[string, { given: string; want: string }]>([
    ['at synthesis', { given: "new StatelessApp(new Bundle(app, 'shop'), 'Web', { image: 'nginx:1.27' });\napp.synth();", want: 'name/invalid' }],
    ['without a scope', { given: `new StatelessApp(undefined, 'web', ${image});`, want: 'construct/no-scope' }],
    ['outside of a bundle', { given: `new StatelessApp(app, 'web', ${image});`, want: 'bundle/missing' }],
    ['where objects are asked for', { given: `const shop = new Bundle(app, 'shop');\nnew StatelessApp(shop, 'Web', ${image});\nshop.objects();`, want: 'name/invalid' }],
    ['where an object that is wrong is asked for', { given: `new StatelessApp(new Bundle(app, 'shop'), 'Web', ${image}).toApiObject();`, want: 'name/invalid' }],
    ['where an object that there is not is asked for', { given: `new StatelessApp(new Bundle(app, 'shop'), 'web', ${image}).toApiObject('Service');`, want: 'override/no-object' }],
    ['where something of cdk8s is none', { given: 'Service.from(app);', want: 'value/wrong-type' }],
  ])('%s', (_, { given, want }) => {
    const { status, stderr, stdout } = run(given);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`error  ${want}  `);
    expect(stderr).toMatch(/\n1 error\n$/);
    expect(stderr).not.toMatch(/^\s+at |Node\.js|node:|^\[/m);
  });
});
