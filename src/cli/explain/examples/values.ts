import { claim, code, type DefinitionExamples, web } from './example';

/** Of values, names, labels, references, overrides and whole constructs. */
export const valueExamples: DefinitionExamples = {
  'value/missing': code("new StatelessApp(shop, 'web', { ports: { http: 8080 } });", "new StatelessApp(shop, 'web', { image: 'nginx:1.27', ports: { http: 8080 } });"),
  'value/wrong-type': web("replicas: '2',", 'replicas: 2,'),
  'value/wrong-kind': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', imagePullSecrets: [settings] });",
    "const registry = SecretData.existing(shop, 'registry', { keys: ['.dockerconfigjson'] });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', imagePullSecrets: [registry] });",
  ),
  'value/empty-list': code(
    "const reader = new ServiceAccount(shop, 'reader');\nconst names = [].filter((name) => name !== 'web');\nreader.can('get', 'pods', { names });",
    "const reader = new ServiceAccount(shop, 'reader');\nconst names = ['web', 'db'].filter((name) => name !== 'web');\nreader.can('get', 'pods', { names });",
  ),
  'value/out-of-range': web('ports: { http: 80800 },', 'ports: { http: 8080 },'),
  'value/not-one-of': web("imagePullPolicy: 'always',", "imagePullPolicy: 'Always',"),
  'value/unknown-field': web('replicaCount: 2,', 'replicas: 2,'),
  'value/exclusive': web(
    'replicas: 3,\ndisruptionBudget: { minAvailable: 1, maxUnavailable: 1 },', 'replicas: 3,\ndisruptionBudget: { maxUnavailable: 1 },',
  ),
  'value/needs-one-of': code("new Ingress(shop, 'shop', { className: 'nginx' });", "new Ingress(shop, 'shop', { className: 'nginx', defaultBackend: { service: 'web', port: 80 } });"),
  'value/needs-other': code(
    "new SecretData(shop, 'token', { type: 'kubernetes.io/service-account-token' });",
    "const reader = new ServiceAccount(shop, 'reader');\nnew SecretData(shop, 'token', { type: 'kubernetes.io/service-account-token', serviceAccount: reader });",
  ),
  'value/duplicate': code(
    "new HttpRoute(shop, 'shop', { gateway: ['public', 'public'], rules: [{ filters: [{ requestRedirect: { scheme: 'https' } }] }] });",
    "new HttpRoute(shop, 'shop', { gateway: 'public', rules: [{ filters: [{ requestRedirect: { scheme: 'https' } }] }] });",
  ),
  'value/min-over-max': web("replicas: { min: 10, max: 2, cpu: '70%' },\nresources: { requests: { cpu: '250m' } },", "replicas: { min: 2, max: 10, cpu: '70%' },\nresources: { requests: { cpu: '250m' } },"),
  'value/not-data': code(
    "new KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec: { size: () => 3 } });",
    "new KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec: { size: 3 } });",
  ),
  'value/cyclic': code(
    "const spec = { size: 3 };\nspec.self = spec;\nnew KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec });",
    "const spec = { size: 3 };\nnew KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec });",
  ),
  'value/too-deep': code(
    "let tree = {};\nfor (let depth = 0; depth < 100_000; depth++) tree = { tree };\nnew KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec: tree });",
    "const tree = { depth: 100_000 };\nnew KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec: tree });",
  ),
  'value/prototype-key': code(
    "const data = JSON.parse('{ \"__proto__\": \"a\" }');\nnew ConfigMapData(shop, 'settings', { data });",
    "const data = JSON.parse('{ \"proto\": \"a\" }');\nnew ConfigMapData(shop, 'settings', { data });",
  ),
  'quantity/invalid': web("resources: { limits: { memory: '512 MB' } },", "resources: { limits: { memory: '512Mi' } },"),
  'quantity/too-small': claim('size: 0,', "size: '8Gi',"),
  'name/invalid': code("new StatelessApp(shop, 'Web_Frontend', { image: 'nginx:1.27' });", "new StatelessApp(shop, 'web-frontend', { image: 'nginx:1.27' });"),
  'name/too-long': code(
    "new CronJob(shop, 'a-report-of-everything-that-happened-in-the-shop-since-midnight', { image: 'busybox:1.36', schedule: '@daily' });",
    "new CronJob(shop, 'daily-report', { image: 'busybox:1.36', schedule: '@daily' });",
  ),
  'label/invalid-key': web("podLabels: { 'our team': 'shop' },", "podLabels: { 'example.com/team': 'shop' },"),
  'label/invalid-value': web("podLabels: { 'example.com/team': 'Shop & Cart' },", "podLabels: { 'example.com/team': 'shop-and-cart' },"),
  'annotation/too-large': web("annotations: { 'example.com/notes': 'x'.repeat(300_000) },", "annotations: { 'example.com/notes': 'see the wiki' },"),
  'selector/label-clash': web(
    "selector: { app: 'web' },\npodLabels: { app: 'frontend' },", "selector: { app: 'web' },\npodLabels: { 'example.com/part': 'frontend' },",
  ),
  'selector/not-own-pods': web(
    "podLabels: { tier: 'front' },\nselector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }] },",
    "podLabels: { tier: 'front' },\nselector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }] },",
  ),
  'reference/other-namespace': code(
    "const common = new Bundle(app, 'common', { namespace: 'common' });\nconst settings = new ConfigMapData(common, 'settings', { data: { LOG_LEVEL: 'info' } });\n"
      + "new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { LOG_LEVEL: settings.key('LOG_LEVEL') } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info' } });\n"
      + "new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { LOG_LEVEL: settings.key('LOG_LEVEL') } });",
  ),
  'reference/other-cluster': code(
    "const east = new Bundle(app, 'east', { namespace: 'shop', cluster: 'east' });\nconst west = new Bundle(app, 'west', { namespace: 'shop', cluster: 'west' });\n"
      + "const db = new StatefulApp(east, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });\nnew StatelessApp(west, 'web', { image: 'nginx:1.27', env: { DB: db.host } });",
    "const east = new Bundle(app, 'east', { namespace: 'shop', cluster: 'east' });\n"
      + "const db = new StatefulApp(east, 'db', { image: 'mysql:8.4', ports: { mysql: 3306 } });\nnew StatelessApp(east, 'web', { image: 'nginx:1.27', env: { DB: db.host } });",
  ),
  'reference/in-plain-text': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { PORT: '8080' } });\n"
      + "new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { URL: `http://localhost:${settings.key('PORT')}` } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { PORT: '8080' } });\n"
      + "new StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { URL: text`http://localhost:${settings.key('PORT')}` } });",
  ),
  'reference/unknown-key': code(
    "const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { LEVEL: settings.key('LOG_LEVLE') } });",
    "const settings = new ConfigMapData(shop, 'settings', { data: { LOG_LEVEL: 'info' } });\nnew StatelessApp(shop, 'web', { image: 'nginx:1.27', env: { LEVEL: settings.key('LOG_LEVEL') } });",
  ),
  'identity/duplicate': code(
    "new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew ConfigMapData(shop, 'other', { name: 'settings', data: { A: '2' } });",
    "new ConfigMapData(shop, 'settings', { data: { A: '1' } });\nnew ConfigMapData(shop, 'other', { data: { A: '2' } });",
  ),
  'bundle/missing': code("new StatelessApp(app, 'web', { image: 'nginx:1.27' });", "new StatelessApp(shop, 'web', { image: 'nginx:1.27' });"),
  'bundle/foreign-layout': code(
    "// import { App } from 'cdk8s'\n// new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })\n$ node --import tsx main.ts",
    "// import { App } from 'kubeloom'\n// new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })\n$ node --import tsx main.ts",
  ),
  'construct/no-scope': code("new StatelessApp(undefined, 'web', { image: 'nginx:1.27' });", "new StatelessApp(shop, 'web', { image: 'nginx:1.27' });"),
  'construct/unserializable': code(
    "new ApiObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec: { owner: new Map() } });",
    "new ApiObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue', spec: { owner: {} } });",
  ),
  'construct/invalid': code(
    "const queue = new KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue' });\nqueue.node.addValidation({ validate: () => ['nobody reads this queue'] });",
    "const queue = new KubeObject(shop, 'queue', { apiVersion: 'example.com/v1', kind: 'Queue' });\nqueue.node.addValidation({ validate: () => [] });",
  ),
  'construct/circle': code(
    "const a = new KubeObject(shop, 'a', { apiVersion: 'example.com/v1', kind: 'Queue' });\nconst b = new KubeObject(shop, 'b', { apiVersion: 'example.com/v1', kind: 'Queue' });\n"
      + 'a.node.addDependency(b);\nb.node.addDependency(a);',
    "const a = new KubeObject(shop, 'a', { apiVersion: 'example.com/v1', kind: 'Queue' });\nconst b = new KubeObject(shop, 'b', { apiVersion: 'example.com/v1', kind: 'Queue' });\n"
      + 'a.node.addDependency(b);',
  ),
  'identity/changed': code(
    "// kubeloom.lock.json keeps StatefulSet \"db\" with other selectors than this gives.\nnew Bundle(app, 'data', { namespace: 'data', identity: 'locked' });\n$ npx kubeloom synth",
    '// The change is meant, and the cluster was prepared for it.\n$ npx kubeloom synth --update-lock',
  ),
  'identity/gone': code(
    '// kubeloom.lock.json keeps StatefulSet "db", which is now called "database".\n$ npx kubeloom synth', '// The old one was removed from the cluster by hand.\n$ npx kubeloom synth --update-lock',
  ),
  'identity/unreadable': code('// kubeloom.lock.json holds the marks of a merge conflict.\n$ npx kubeloom synth', '$ git checkout main -- kubeloom.lock.json\n$ npx kubeloom synth'),
  'override/no-object': web('override: { Ingress: { metadata: { labels: { a: \'b\' } } } },', 'override: { Deployment: { metadata: { labels: { a: \'b\' } } } },'),
  'override/ambiguous': web(
    "ports: { http: 8080 },\nservices: { public: { type: 'LoadBalancer' } },\noverride: { Service: { metadata: { labels: { a: 'b' } } } },",
    "ports: { http: 8080 },\nservices: { public: { type: 'LoadBalancer' } },\noverride: { 'Service/web-public': { metadata: { labels: { a: 'b' } } } },",
  ),
  'override/identity': web("override: { Deployment: { metadata: { name: 'frontend' } } },", "name: 'frontend',"),
  'override/pods-not-selected': web(
    "override: { Deployment: { spec: { template: { metadata: { labels: { 'app.kubernetes.io/name': 'frontend' } } } } } },", "name: 'frontend',",
  ),
  'override/no-effect': web('replicas: 3,\noverride: { Deployment: { spec: { replicas: 3 } } },', 'replicas: 3,'),
  'override/unknown-field': web('override: { Deployment: { spec: { replicaz: 3 } } },', 'override: { Deployment: { spec: { paused: true } } },'),
  'override/wrong-type': web("override: { Deployment: { spec: { paused: 'yes' } } },", 'override: { Deployment: { spec: { paused: true } } },'),
  'override/no-merge-key': web(
    'override: { Deployment: { spec: { template: { spec: { containers: [{ stdin: true }] } } } } },',
    "override: { Deployment: { spec: { template: { spec: { containers: [{ name: 'web', stdin: true }] } } } } },",
  ),
  'override/patch-failed': claim(
    "size: '8Gi',\noverride: [{ op: 'remove', path: '/metadata/annotations' }],",
    "size: '8Gi',\noverride: [{ op: 'add', path: '/metadata/annotations', value: { 'example.com/backup': 'daily' } }],",
  ),
  'suppression/no-object': code(
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27' });\nweb.suppress('practice/no-requests', 'not known yet', 'Deploymnt');",
    "const web = new StatelessApp(shop, 'web', { image: 'nginx:1.27' });\nweb.suppress('practice/no-requests', 'not known yet');",
  ),
  'object/unknown-kind': code("new KubeObject(shop, 'web', { apiVersion: 'apps/v1', kind: 'Deploymnt' });", "new KubeObject(shop, 'web', { apiVersion: 'example.com/v1', kind: 'Website' });"),
  'manifest/unreadable': code(
    "// crds.yaml: a: [\nnew ManifestFile(shop, 'crds', { file: 'broken.yaml' });", "// crds.yaml: kind: ConfigMap …\nnew ManifestFile(shop, 'crds', { file: 'good.yaml' });",
  ),
  'manifest/not-an-object': code("// list.yaml: replicas: 2\nnew ManifestFile(shop, 'list', { file: 'list.yaml' });", "// good.yaml: kind: ConfigMap …\nnew ManifestFile(shop, 'list', { file: 'good.yaml' });"),
};
