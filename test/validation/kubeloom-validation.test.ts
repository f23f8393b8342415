import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeloomValidation, type ValidationProperties } from 'kubeloom';

// The classes that cdk8s-cli itself makes contexts of.
const { ValidationContext } = require(join(__dirname, '../../node_modules/cdk8s-cli/lib/plugins/validation.js')) as {
  readonly ValidationContext: new (manifests: readonly string[], pkg: string, version: string, metadata: object) => {
    readonly manifests: readonly string[];
    readonly report: KubeloomReport & Parameters<KubeloomValidation['validate']>[0]['report'];
  };
};

interface KubeloomReport {
  readonly success: boolean;
  toString(): string;
  toJson(): { readonly violations: readonly object[]; readonly summary: object };
}

const folder = mkdtempSync(join(tmpdir(), 'kubeloom-validation-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function report(yaml: string, properties: ValidationProperties = {}): Promise<KubeloomReport> {
  const file = join(folder, 'shop.k8s.yaml');
  writeFileSync(file, yaml);
  const context = new ValidationContext([file], 'kubeloom', '0.1.0', { web: { path: 'shop/web' } });
  await new KubeloomValidation(properties).validate(context);
  return context.report;
}

const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n';
const broken = `${good}dta: {}\n---\n${good.replace('web', 'other')}dta: {}\n`;
const secret = `${good}data:\n  DB_PASSWORD: hunter2-is-a-secret\n`;

describe('KubeloomValidation', () => {
  test('passes what a cluster takes', async () => {
    const { success, ...rest } = await report(good).then((found) => ({ success: found.success, json: found.toJson() }));
    expect(success).toBe(true);
    expect(rest.json).toMatchObject({ violations: [], summary: { status: 'success', metadata: { kubernetes: '1.36', objects: '1', errors: '0' } } });
  });

  test('fails what it refuses, with the constructs that made it', async () => {
    const found = await report(broken);
    expect(found.success).toBe(false);
    expect(found.toJson().violations).toMatchObject([{
      ruleName: 'schema/unknown-field', fix: 'did you mean "data"?',
      violatingConstructs: [
        { resourceName: 'web', constructPath: 'shop/web', locations: ['/dta: there is no field "dta" here'], manifestPath: join(folder, 'shop.k8s.yaml') },
        { resourceName: 'other' },
      ],
    }]);
    expect(found.toString()).toContain('shop/web');
  });

  test.each<[string, ValidationProperties, boolean, number]>([
    ['nothing, since advice is for those who ask', {}, true, 0],
    ['advice', { layers: ['practice'] }, true, 1],
    ['advice as an error', { layers: ['practice'], rules: { 'practice/clear-text-secret': 'error' } }, false, 1],
    ['warnings that fail', { layers: ['practice'], failOn: 'warning' }, false, 1],
    ['what is accepted', { layers: ['practice'], failOn: 'warning', suppress: { 'practice/clear-text-secret': 'it opens nothing' } }, true, 0],
  ])('follows its properties: %s', async (_name, properties, success, violations) => {
    const found = await report(secret, properties);
    expect([found.success, found.toJson().violations.length]).toEqual([success, violations]);
    expect(found.toString()).not.toContain('hunter2');
  });

  test('knows its properties', () => {
    expect(() => new KubeloomValidation({ kubernets: ['1.36'] } as never)).toThrow('KubeloomValidation has no property "kubernets"');
  });
});
