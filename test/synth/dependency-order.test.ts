import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, YamlOutputType } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { App, Bundle, type Diagnostic, DiagnosticsError, KubeObject } from '../../src';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'kubeloom-order-'));
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

const props = (): ConstructorParameters<typeof Cdk8sApp>[0] => ({ outdir, yamlOutputType: YamlOutputType.FILE_PER_APP });

function object(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name } });
}

/** The names of all objects in their order, by the app that is given. */
function namesBy(app: Cdk8sApp, define: (app: Cdk8sApp) => void): string[] {
  define(app);
  app.synth();
  return [...readFileSync(join(outdir, 'app.k8s.yaml'), 'utf8').matchAll(/^ {2}name: (\S+)$/gm)].map(([, name]) => name!);
}

function problemsOf(define: (app: App) => void): readonly Diagnostic[] {
  const app = new App(props());
  define(app);
  try {
    app.synth();
  } catch (error) {
    if (error instanceof DiagnosticsError) return error.diagnostics;
    throw error;
  }
  return [];
}

describe('the order of cdk8s', () => {
  test.each<[string, { given: (app: Cdk8sApp) => void; want: string[] }]>([
    ['of constructs, where nothing depends on anything', {
      given: (app) => {
        const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
        object(b, 'b1');
        object(new Construct(a, 'inner'), 'a1');
        object(a, 'a2');
      },
      want: ['a1', 'a2', 'b1'],
    }],
    ['of all that stands in a construct behind all that it depends on', {
      given: (app) => {
        const chart = new Chart(app, 'chart');
        const [one, two] = [new Construct(chart, 'one'), new Construct(chart, 'two')];
        object(one, 'one-a');
        object(one, 'one-b');
        object(two, 'two-a');
        object(new Construct(two, 'deep'), 'two-b');
        one.node.addDependency(two);
      },
      want: ['two-a', 'two-b', 'one-a', 'one-b'],
    }],
    ['of charts by what their constructs depend on', {
      given: (app) => {
        const [a, b, c] = [new Chart(app, 'a'), new Chart(app, 'b'), new Chart(app, 'c')];
        const last = object(c, 'c1');
        object(b, 'b1');
        object(a, 'a1').addDependency(last);
      },
      want: ['c1', 'a1', 'b1'],
    }],
    ['of a chart in a chart before the one around it', {
      given: (app) => {
        const outer = new Chart(app, 'outer');
        object(outer, 'of-outer');
        object(new Chart(outer, 'inner'), 'of-inner');
      },
      want: ['of-inner', 'of-outer'],
    }],
    ['of a chart whose parts are depended on by a chart deep inside of it', {
      given: (app) => {
        const outer = new Chart(app, 'outer');
        const inner = new Chart(new Construct(outer, 'between'), 'inner');
        object(outer, 'first');
        const second = object(outer, 'second');
        object(inner, 'of-inner').addDependency(second);
      },
      want: ['second', 'first', 'of-inner'],
    }],
    ['in which a construct without objects asks nothing of objects', {
      given: (app) => {
        const chart = new Chart(app, 'chart');
        const [empty, full] = [new Construct(chart, 'empty'), new Construct(chart, 'full')];
        object(full, 'in-full');
        object(chart, 'other');
        empty.node.addDependency(full);
      },
      want: ['in-full', 'other'],
    }],
    ['in which numbers as ids come first', {
      given: (app) => {
        const [two, seven, a, z] = ['2', '7', 'a', 'z'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart, Chart];
        for (const [chart, name] of [[two, 'of-2'], [seven, 'of-7'], [a, 'of-a'], [z, 'of-z']] as const) object(chart, name);
        new Construct(two, 'x').node.addDependency(a);
        z.addDependency(two);
      },
      want: ['of-7', 'of-a', 'of-2', 'of-z'],
    }],
    ['in which an object depends on all that stands around it', {
      given: (app) => {
        const chart = new Chart(app, 'chart');
        const group = new Construct(chart, 'group');
        const first = object(group, 'first');
        object(group, 'second');
        object(chart, 'outside');
        first.addDependency(group);
      },
      want: ['second', 'first', 'outside'],
    }],
    ['in which a construct depends on an object in it', {
      given: (app) => {
        const group = new Construct(new Chart(app, 'chart'), 'group');
        object(group, 'first');
        group.node.addDependency(object(group, 'second'));
      },
      want: ['second', 'first'],
    }],
  ])('%s', (_name, { given, want }) => {
    expect(namesBy(new Cdk8sApp(props()), given)).toEqual(want);
    expect(namesBy(new App(props()), given)).toEqual(want);
  });

  test.each<[string, { given: (app: Cdk8sApp) => void; want: string[] }]>([
    ['a construct that depends on itself is not lost', {
      given: (app) => {
        const chart = new Chart(app, 'chart');
        object(chart, 'here');
        chart.node.addDependency(chart);
      },
      want: ['here'],
    }],
    ['a construct may depend on several others in it', {
      given: (app) => {
        const group = new Construct(new Chart(app, 'chart'), 'group');
        object(group, 'last');
        const inner = new Construct(group, 'inner');
        object(inner, 'first');
        object(inner, 'second');
        group.node.addDependency(inner);
      },
      want: ['first', 'second', 'last'],
    }],
    ['several objects may depend on all that stands around them', {
      given: (app) => {
        const group = new Construct(new Chart(app, 'chart'), 'group');
        const inner = new Construct(group, 'inner');
        object(inner, 'second');
        object(inner, 'third');
        object(group, 'first');
        inner.node.addDependency(group);
      },
      want: ['first', 'second', 'third'],
    }],
  ])('where cdk8s gives up or loses objects: %s', (_name, { given, want }) => {
    expect(namesBy(new App(props()), given)).toEqual(want);
  });
});

describe('a circle', () => {
  test.each<[string, { given: (app: App) => void; want: string }]>([
    ['of objects', {
      given: (app) => {
        const chart = new Chart(app, 'chart');
        const [a, b] = [object(chart, 'a'), object(chart, 'b')];
        a.addDependency(b);
        b.addDependency(a);
      },
      want: 'chart/a => chart/b => chart/a',
    }],
    ['of charts', {
      given: (app) => {
        const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
        a.addDependency(b);
        b.addDependency(a);
      },
      want: 'a => b => a',
    }],
    ['of definitions, through what stands around them', {
      given: (app) => {
        const bundle = new Bundle(app, 'shop');
        const group = new Construct(bundle, 'group');
        const inner = new KubeObject(group, 'inner', { apiVersion: 'example.com/v1', kind: 'Thing' });
        const outer = new KubeObject(bundle, 'outer', { apiVersion: 'example.com/v1', kind: 'Thing' });
        group.node.addDependency(outer);
        outer.node.addDependency(inner);
      },
      want: 'shop/group/inner => shop/outer => shop/group/inner',
    }],
  ])('%s is told', (_name, { given, want }) => {
    expect(problemsOf(given)).toMatchObject([{ code: 'construct/circle', severity: 'error', message: expect.stringContaining(want) as string }]);
  });
});

describe('size', () => {
  test('a chain of dependencies may be as long as it likes', () => {
    const length = 12_000;
    const chained = (make: (id: string) => IConstruct): void => {
      let last: IConstruct | undefined;
      for (let index = 0; index < length; index++) {
        const next = make(`n${index}`);
        if (last !== undefined) last.node.addDependency(next);
        last = next;
      }
    };
    const names = namesBy(new App(props()), (app) => {
      const chart = new Chart(app, 'chart');
      chained((id) => object(chart, id));
    });
    expect([names.length, names[0], names.at(-1)]).toEqual([length, `n${length - 1}`, 'n0']);
    const bundle = new Bundle(new App(props()), 'shop');
    chained((id) => new KubeObject(bundle, id, { apiVersion: 'example.com/v1', kind: 'Thing' }));
    const objects = bundle.objects();
    expect([objects.length, objects[0]!.metadata!.name]).toEqual([length, `n${length - 1}`]);
  });

  test('thousands of objects may depend on thousands of others', () => {
    const names = namesBy(new App(props()), (app) => {
      const groups = ['a', 'b', 'c'].map((id) => {
        const group = new Construct(new Chart(app, id), 'group');
        for (let index = 0; index < 5000; index++) object(group, `${id}${index}`);
        return group;
      });
      groups[0]!.node.addDependency(groups[1]!);
      groups[1]!.node.addDependency(groups[2]!);
    });
    expect([names[0], names[5000], names[10_000]]).toEqual(['c0', 'b0', 'a0']);
  });
});
