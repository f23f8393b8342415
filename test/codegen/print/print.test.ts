import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { call, type Code, construct, list, map, member, name, namesIn, template, value } from '../../../src/codegen/print/code';
import { docComment, lineComments } from '../../../src/codegen/print/comments';
import { camelCase, constantCase, Names, pascalCase } from '../../../src/codegen/print/identifiers';
import { propertyAccess, propertyKey, stringLiteral } from '../../../src/codegen/print/literals';
import { printCode, printWidth } from '../../../src/codegen/print/print';

describe('literals', () => {
  test.each([
    ['plain', 'it', '\'it\''],
    ['with a single quote', 'it\'s', '"it\'s"'],
    ['with more single quotes', '\'a\' \'b\'', '"\'a\' \'b\'"'],
    ['with back quotes and ${', '`${x}`', '\'`${x}`\''],
    ['with a back slash', 'a\\b', '\'a\\\\b\''],
    ['with CR LF', 'a\r\nb', '\'a\\r\\nb\''],
    ['with controls and directions', '\u0000\u202e\u2028', '\'\\u0000\\u202e\\u2028\''],
    ['with half a character', '\ud800', '\'\\ud800\''],
    ['with a whole one', '😀', '\'😀\''],
  ])('writes a text %s', (_case, text, wanted) => {
    expect(stringLiteral(text)).toBe(wanted);
  });

  test.each([['name', 'name', '.name'], ['my-name', '\'my-name\'', '[\'my-name\']'], ['__proto__', '[\'__proto__\']', '[\'__proto__\']'], ['', '\'\'', '[\'\']']])(
    'writes the key %j', (key, wanted, access) => {
      expect(propertyKey(key)).toBe(wanted);
      expect(propertyAccess(key)).toBe(access);
    },
  );
});

describe('names', () => {
  test.each([
    ['my-app.v2', 'myAppV2', 'MyAppV2', 'MY_APP_V2'],
    ['3scale', '_3scale', '_3scale', '_3SCALE'],
    ['ünï', 'n', 'N', 'N'],
    ['日本', 'value', 'Value', 'VALUE'],
    ['DB_URL', 'dbURL', 'DBURL', 'DB_URL'],
  ])('%s', (text, camel, pascal, constant) => {
    expect([camelCase(text), pascalCase(text), constantCase(text)]).toEqual([camel, pascal, constant]);
  });

  test('are given out once, and never words of the language', () => {
    const names = new Names(['app']);
    expect([names.take('web', 'webApp'), names.take('web', 'webApp'), names.take('web', 'webApp'), names.take('class'), names.take('app')])
      .toEqual(['web', 'webApp', 'webApp2', 'class2', 'app2']);
  });
});

describe('comments', () => {
  test('are one line each, and instruct no tool', () => {
    expect(lineComments('one\r\n@ts-nocheck\n\n eslint-disable\u2028process.exit()')).toEqual([
      '// one', '// | @ts-nocheck', '//', '// |  eslint-disable', '// process.exit()',
    ]);
  });

  test('of documentation cannot be ended', () => {
    expect(docComment('a */ process.exit() /*')).toEqual(['/** a *\\/ process.exit() /* */']);
    expect(docComment('a\n\nb')).toEqual(['/**', ' * a', ' *', ' * b', ' */']);
  });
});

describe('printing', () => {
  const app: Code = construct('StatelessApp', name('shop'), value('web'), map({
    image: value('nginx:1.27'),
    ports: map({ http: value(8080) }),
    env: map({ DB_HOST: member(name('db'), 'host'), URL: template('text', ['http://', '/`${x}`'], [call(member(name('db'), 'port'), value('http'))]) }),
    command: value(['sh', '-c', 'while true; do echo a rather long command that does not fit into one line; sleep 1; done']),
    config: value('[a]\nb = c\n'),
    settings: name('settings'),
  }));

  test('breaks what does not fit, from the outside in', () => {
    expect(printCode(app)).toMatchInlineSnapshot(`
"new StatelessApp(shop, 'web', {
  image: 'nginx:1.27',
  ports: { http: 8080 },
  env: { DB_HOST: db.host, URL: text\`http://\${db.port('http')}/\\\`\\\${x}\\\`\` },
  command: [
    'sh',
    '-c',
    'while true; do echo a rather long command that does not fit into one line; sleep 1; done',
  ],
  config: \`[a]
b = c
\`,
  settings,
})"
`);
  });

  test('names what a piece of a program needs', () => {
    expect([...namesIn(app)].sort()).toEqual(['StatelessApp', 'db', 'settings', 'shop', 'text']);
  });

  const data = fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.parse(JSON.stringify(json)) as unknown);
  const hostile = fc.oneof(data, fc.string({ unit: 'binary' }), fc.constantFrom('`${process.exit()}`', '\'); process.exit(); (\'', '*/', '\u2028', '</script>', '\\', '\\\''));

  test('any data evaluates to itself, and does nothing else', () => {
    fc.assert(fc.property(fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'a-b')), hostile), (given) => {
      const text = printCode(value(given), 2);
      const touched: string[] = [];
      const sandbox = new Proxy({}, { has: (_target, key) => (typeof key === 'string' && touched.push(key), false), get: () => undefined });
      const result = runInNewContext(`(${text})`, sandbox) as unknown;
      expect(JSON.stringify(result)).toBe(JSON.stringify(given));
      expect(touched).toEqual([]);
    }), { numRuns: 120 });
  });

  test('any text as a comment is a comment', () => {
    fc.assert(fc.property(hostile.map(String), (text) => {
      expect(runInNewContext(`${lineComments(text).join('\n')}\n${docComment(text).join('\n')}\n7`)).toBe(7);
    }), { numRuns: 120 });
  });

  test('keeps to the width where it can', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('one', 'two', 'a-longer-word')), (words) => {
      const text = printCode(list(words.map((word) => map({ [word]: value(word) }))));
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(printWidth);
    }));
  });
});
