import { mend } from '../../../src/check/fix/mend';

function deployment(fields: string): string {
  return `# the shop
apiVersion: apps/v1
kind: Deployment   # rolling
metadata:
  name: web
${fields}  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.27
`;
}

describe('mend', () => {
  test.each([
    ['a misspelt field', deployment('spec:\n  replica: 2 # two\n'), deployment('spec:\n  replicas: 2 # two\n'), ['replica -> replicas']],
    ['a field in the wrong case', deployment('spec:\n  Replicas: 2\n'), deployment('spec:\n  replicas: 2\n'), ['Replicas -> replicas']],
    ['a field in quotes', deployment('spec:\n  "replica": 2\n'), deployment('spec:\n  "replicas": 2\n'), ['replica -> replicas']],
    ['a field behind a misspelt one', deployment('spce:\n  replica: 2\n'), deployment('spec:\n  replicas: 2\n'), ['spce -> spec', 'replica -> replicas']],
    ['a text without quotes', deployment('  labels:\n    version: 1.10\nspec:\n'), deployment('  labels:\n    version: "1.10"\nspec:\n'), ['1.10 -> "1.10"']],
    ['a number in quotes', deployment('spec:\n  replicas: "2" # two\n'), deployment('spec:\n  replicas: 2 # two\n'), ['"2" -> 2']],
    ['a switch in quotes', deployment("spec:\n  paused: 'true'\n"), deployment('spec:\n  paused: true\n'), ["'true' -> true"]],
    ['a word that YAML takes for a switch', deployment('  labels:\n    on: yes\nspec:\n'), deployment('  labels:\n    on: "yes"\nspec:\n'), ['yes -> "yes"']],
  ])('mends %s, and nothing else', (_name, given, want, changes) => {
    const { text, mends } = mend(given);
    expect(text).toBe(want);
    expect(mends.map(({ change }) => change)).toEqual(changes);
  });

  test('mends items of lists', () => {
    const given = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx\n    args: [--port, 80, "x"]\n';
    expect(mend(given).text).toBe(given.replace('80', '"80"'));
  });

  test('mends objects of a List, and every document', () => {
    const item = '  - apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: a\n    dta: {}\n';
    const given = `apiVersion: v1\nkind: List\nitems:\n${item}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndata:\n  port: 80\n`;
    expect(mend(given).text).toBe(given.replace('dta', 'data').replace('80', '"80"'));
  });

  test('mends JSON', () => {
    const given = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "dta": {"port": 80}}';
    expect(mend(given).text).toBe(given.replace('dta', 'data').replace('80', '"80"'));
  });

  test('gives a text without a fault back as it is', () => {
    const given = deployment('spec:\r\n  replicas: 2\r\n');
    expect(mend(given)).toEqual({ text: given, mends: [] });
  });

  test.each([
    ['a field whose right name is there as well', deployment('spec:\n  replicas: 1\n  replica: 2\n')],
    ['a field that is like none', deployment('spec:\n  somethingElse: 2\n')],
    ['a list where a text is wanted', deployment('  labels:\n    a: [b]\nspec:\n')],
    ['what an alias stands for', deployment('  labels: &l\n    a: 1\n  annotations: *l\nspec:\n')],
    ['a document that cannot be read', 'kind: [\n'],
  ])('leaves %s alone', (_name, given) => {
    expect(mend(given).text).toBe(given);
  });
});

describe('versions', () => {
  const budget = (selector: string): string =>
    `apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 1\n  selector: ${selector}\n`;

  test('are replaced where the new one has the same fields', () => {
    const { text, mends } = mend(budget('{matchLabels: {app: web}}'));
    expect(text).toContain('apiVersion: policy/v1\n');
    expect(mends.map(({ change }) => change)).toEqual(['policy/v1beta1 -> policy/v1']);
  });

  test('stay where the object would mean something else', () => {
    expect(mend(budget('{}')).mends).toEqual([]);
  });

  test('stay where the new one has other fields', () => {
    const ingress = 'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  backend:\n    serviceName: web\n    servicePort: 80\n';
    expect(mend(ingress).mends).toEqual([]);
  });
});

test('what is told of a mend has no value of a secret', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  pin: 12345678\n';
  const variable = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a:1\n    env:\n    - name: DB_PASSWORD\n      value: 12345678\n    - name: PORT\n      value: 8080\n';
  const { text, mends } = mend(`${secret}---\n${variable}`);
  expect(mends.map(({ change }) => change)).toEqual(['a value, into quotes', 'a value, into quotes', '8080 -> "8080"']);
  expect(text).toContain('pin: "12345678"');
});
