import { codeFrame, type FrameOptions } from '../../src/report/code-frame';

function frame(text: string, line: number, column: number, options?: FrameOptions): string[] {
  return codeFrame(text.split('\n'), { line, column }, options).map(({ number, text: shown }) => `${number ?? ''}|${shown}`);
}

describe('codeFrame', () => {
  test.each([
    ['marks a key', 'a:\n  key: value\nb: 1', 2, 3, ['1|a:', '2|  key: value', '|  ^^^', '3|b: 1']],
    ['marks a quoted text', 'x: "a b"', 1, 4, ['1|x: "a b"', '|   ^^^^^']],
    ['marks a single character where there is no word', 'x: {', 1, 4, ['1|x: {', '|   ^']],
    ['stands at the end of a line', 'x:', 1, 3, ['1|x:', '|  ^']],
    ['starts at the first line', 'a\nb', 1, 1, ['1|a', '|^', '2|b']],
    ['knows no line behind the end', 'a', 7, 1, []],
    ['counts a tab as one column', '\tx: 1', 1, 2, ['1| x: 1', '| ^']],
    ['shows no control characters', 'x: \u001b[31m', 1, 1, ['1|x: \\u001b[31m', '|^']],
  ])('%s', (_name, text, line, column, want) => {
    expect(frame(text, line, column)).toEqual(want);
  });

  test('shows of a very long line the part that is meant', () => {
    const long = `{${'"x": 1, '.repeat(1000)}"spec": {}}`;
    const [shown, marks] = codeFrame([long], { line: 1, column: long.indexOf('"spec"') + 1 });
    expect(shown!.text.length).toBeLessThanOrEqual(100);
    expect(shown!.text.slice(marks!.text.indexOf('^')).startsWith('"spec"')).toBe(true);
    expect(marks!.text.trim()).toBe('^^^^^^');
  });

  test.each([
    ['a value beside its name', 'password: hunter2', ['1|password: …', '|^^^^^^^^']],
    ['a value below its name', 'x:\n- name: TOKEN\n  value: hunter2', ['1|x:', '|^', '2|- name: TOKEN']],
    ['an argument', 'args:\n- --password=hunter2', ['1|args:', '|^^^^', '2|…']],
    ['a text in a program', "new SecretData(a, 'b', { password: 'hunter2' })", ["1|new SecretData(a, '…', { password: '…' })", '|^^^']],
    ['a block of text', 'secret: |\n  hunter2', ['1|secret: …', '|^^^^^^', '2|  …']],
  ])('hides %s', (_name, text, want) => {
    expect(frame(text, 1, 1)).toEqual(want);
  });
});
