import { code, type DefinitionExamples } from './example';

/** Of the writing of files. */
export const outputExamples: DefinitionExamples = {
  'output/not-yaml': code("new ConfigMapData(shop, 'a', { data: {} });\nnew KubeObject(shop, 'odd', { apiVersion: 'example.com/v1', kind: 'Odd', spec: { text: '\\ud83d' } });", "new KubeObject(shop, 'odd', { apiVersion: 'example.com/v1', kind: 'Odd', spec: { text: '\\u{1f600}' } });"),
  'output/collision': code("new Bundle(app, 'web');\nnew Bundle(app, 'Web');", "new Bundle(app, 'web');\nnew Bundle(app, 'website');"),
  'output/no-bundle': code('$ npx kubeloom synth --only shpo', '$ npx kubeloom synth --only shop'),
  'output/escapes': code("// new App({ outputFileExtension: '/../../x.yaml' })\n$ npx kubeloom synth", "// new App({ outputFileExtension: '.yaml' })\n$ npx kubeloom synth"),
  'output/not-ours': code('$ vi dist/shop.k8s.yaml         # made by hand\n$ npx kubeloom synth', '$ mv dist/shop.k8s.yaml manual/\n$ npx kubeloom synth'),
  'output/not-a-folder': code('$ npx kubeloom synth --output README.md', '$ npx kubeloom synth --output manifests'),
  'output/not-a-file': code('$ mkdir -p dist/shop.k8s.yaml\n$ npx kubeloom synth', '$ rmdir dist/shop.k8s.yaml\n$ npx kubeloom synth'),
  'output/symlink': code('$ ln -s /etc/manifests dist/production\n$ npx kubeloom synth', '$ rm dist/production\n$ npx kubeloom synth'),
  'output/not-writable': code('$ chmod -w dist\n$ npx kubeloom synth', '$ chmod +w dist\n$ npx kubeloom synth'),
  'output/disk-full': code('$ df .                           # 100 %\n$ npx kubeloom synth', '$ docker system prune\n$ npx kubeloom synth'),
  'output/busy': code('$ npx kubeloom synth & npx cdk8s synth', '$ npx kubeloom synth && npx cdk8s synth'),
};
