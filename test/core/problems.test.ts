import { Problems } from '../../src/core/problems';
import { SourceTrace } from '../../src/core/source';

describe('Problems', () => {
  test('remember where they were found', () => {
    const problems = new Problems();
    problems.report('value/missing', { field: 'image' });
    problems.at('ports', 'a/b').at(0).report('value/out-of-range', { min: 1, max: 2, found: 3 });
    expect(problems.reported.map(({ code, pointer }) => [code, pointer])).toEqual([['value/missing', ''], ['value/out-of-range', '/ports/a~1b/0']]);
  });

  test('of one definition are one list, whatever place they are looked at from', () => {
    const problems = new Problems();
    const ports = problems.at('ports');
    ports.at('http').report('value/missing', { field: 'port' });
    problems.at('image').report('value/missing', { field: 'image' });
    expect(ports.reported).toBe(problems.reported);
    expect(ports.reported).toHaveLength(2);
  });

  test('know the place that they are at', () => {
    const problems = new Problems();
    expect([problems.pointer, problems.at().pointer, problems.at('a').pointer, problems.at('a', 1, 'b').pointer]).toEqual(['', '', '/a', '/a/1/b']);
  });

  test('say whose they are', () => {
    const object = { apiVersion: 'v1', kind: 'Service', name: 'web' };
    const problems = new Problems([], { object, trace: new SourceTrace() });
    problems.at('ports').report('value/missing', { field: 'port' });
    const [found] = problems.reported;
    expect(found).toMatchObject({
      code: 'value/missing', layer: 'definition', severity: 'error', object, pointer: '/ports', args: { field: 'port' },
      message: 'expected "port", found nothing', help: 'give "port" a value',
    });
    expect(found?.source?.file).toBe(__filename);
  });

  test('go to the list that is given', () => {
    const list: never[] = [];
    new Problems(list).at('a').report('value/cyclic', {});
    expect(list).toHaveLength(1);
  });
});
