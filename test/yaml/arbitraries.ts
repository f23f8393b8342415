import fc from 'fast-check';

/** Texts that some reader of YAML 1.1 or 1.2 takes, unquoted, for something else than text, or that no plain scalar can hold. */
export const traps: readonly string[] = [
  '', ' ', '  ', ' a', 'a ', '\t', 'a\tb', '\n', '\n\n', 'a\n', 'a\n\n', '\na', ' \n', 'a\n ', 'a\n \n', ' a\nb', '\ta\nb', 'a\n\tb', 'a\n  \nb', 'a\n\t\nb',
  'a \nb', '\n a', '\n\n  a\nb\n\n', 'a\r\nb', 'a\rb', '\r', '# a\n# b\n', '---\na', 'a\n---\nb', 'a\n...\n', '- a\n- b\n',
  'y', 'Y', 'yes', 'Yes', 'YES', 'yEs', 'n', 'N', 'no', 'No', 'NO', 'nO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'true', 'True', 'TRUE', 'tRUE',
  'false', 'False', 'FALSE', 'null', 'Null', 'NULL', 'nULL', '~', '~a', 'None', 'nil', 'NaN', 'Infinity',
  '0', '1', '-1', '+1', '00', '007', '012', '08', '0o7', '0O7', '0o8', '0x1F', '0X1f', '0xG', '0b11', '0B11', '0b2', '-0x1F', '+012', '0b-1',
  '1_000', '1__0', '_1', '1_', '1,000', '9007199254740993', '18446744073709551616', '123456789012345678901234567890',
  '1.5', '.5', '5.', '-.5', '+.5', '.', '..', '...', '-', '--', '---', '--- a', '-a', '- a', '+', '1e3', '1E3', '1e+3', '1.0e+3', '1e-3', '1e400', 'e5', 'E-5',
  '.e5', '.5_0', '1.5_5', '-0', '-0.0', '0.0', '.inf', '-.inf', '+.Inf', '.INF', '.iNf', '.nan', '.NaN', '.NAN', 'inf', 'nan',
  '1:30', '12:30:45', '-1:30', '190:20:30.15', '1:60', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '2024-1-1', '20240101',
  '1.2.3', '10.0.0.1', '10.0.0.0/8', '8Gi', '100m', '70%', '5s', '1d', '0.5Gi', '12E', '1a2b3c', '123e4567-e89b-12d3-a456-426614174000',
  '=', '<<', '<', '>', '|', '|-', '>-', '!', '!a', '!!str', '&', '&a', '*', '*a', '@', '@a', '`', '`a', '%', '%a', '%YAML 1.1', '?', '? a', '?a', ':', ': a', ':a',
  'a:', 'a: b', 'a:b', 'a :b', 'a : b', '#', '#a', 'a#b', 'a #b', 'a  #', '[', ']', '{', '}', '[]', '{}', '[a]', '{a}', ',', 'a,b', 'a, b', '{{ .Values.a }}', '${A}', '$(A)',
  '"', "'", '"a"', "'a'", 'a"b', "it's", '"it\'s"', '\\', 'a\\nb', '\\d+\\.', '{"a":"b"}', '{"it\'s":1}',
  'nginx:1.27', 'registry:5000/a/b@sha256:0123', 'http://a.b/c?d=e#f', '--flag=a b', '-c', 'a=b', '*.example.com', '0.0.0.0:80', '[::]:80', '::1', '@every 1h', '*/5 * * * *',
  '\u0000', '\u0001', '\u0007', '\u001b[0m', '\u007f', '\u0080', '\u0085', '\u009f', '\u00a0', '\u00ad', 'a\u00a0b', '\u2028', '\u2029', 'a\u2028b', 'a\u0085b\nc', '\ufeff', 'a\ufeffb',
  '\ufffe', '\uffff', '\ufffd', '\u200b', '\u202e', '\u3000', 'é', 'ÿ', 'λ', '日本語', 'שלום', '\u{1f600}', 'a\u{1f600}\nb', '\u{1fffe}', '\u{10ffff}', '\ud7ff', '\ue000',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(1100), 'x y '.repeat(400), 'é'.repeat(600), '"'.repeat(1100),
];

const pieces = [
  ' ', '  ', '\n', '\n\n', '\t', '\r\n', ':', ': ', ' #', '#', '-', '- ', '---', '...', '?', '? ', ',', '[', ']', '{', '}', '"', "'", '\\', '|', '>', '%', '@', '`', '&', '*', '!',
  'a', 'b', 'e', 'y', 'no', 'x', '0', '1', '7', '9', '.', '_', '+', '=', '<', '<<', '~', '/', '$', 'é', '日', '\u{1f600}', '\u0000', '\u0085', '\u00a0', '\u2028', '\ufeff', '\u007f', '\u001b',
];

const lines = ['', ' ', '  ', 'a', ' a', 'a ', '  b: c', '- d', '# e', '\t', '\tf', 'g\t', 'é'];

/** Any text, with a liking for those that are hard to write. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...traps) },
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...lines), { maxLength: 6 }).map((given) => given.join('\n')) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...'0123456789abefxoEXO_.:+- TZ'), { maxLength: 7 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1.5, 0.1 + 0.2, 1e20, 1e21, 1e-7, 5e-324, 2 ** 53, -(2 ** 63), 2 ** 64, Number.MAX_VALUE) },
  { weight: 1, arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }) },
);

const key: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('apiVersion', 'kind', 'metadata', 'name', 'spec', 'data', 'status', 'containers', 'items', 'template', 'image') },
  { weight: 5, arbitrary: text },
);

/** Any data that JSON can hold, and integers of 64 bits. */
export const data: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; map: unknown; list: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, { weight: 3, arbitrary: scalar }, { weight: 2, arbitrary: tie('map') }, { weight: 1, arbitrary: tie('list') }),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map(toMap),
  list: fc.array(tie('value'), { maxLength: 4 }),
})).value;

function toMap(entries: readonly (readonly [string, unknown])[]): unknown {
  const map = {};
  for (const [name, value] of entries) Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
  return map;
}
