import type { FieldSchema, ObjectSchema, ScalarSchema, Schema } from '../../../src/schema/schema';
import type { Random } from './random';

const long = (length: number): string => 'a'.repeat(length);

/** Texts at the edges of the rules: names, labels, paths, addresses, times, expressions. */
const texts = [
  '', ' ', 'a', 'A', '-', '-a', 'a-', 'a.b', 'a..b', '.a', 'a_b', 'a/b', '/a', 'a//b', '/a/../b', '../a', '..', '..a', '.', '/', '*', '*.a.b', 'a b', ' a', 'a ', 'ä', '😀', 'a\nb', 'a\u0000b',
  '0', '1', '-1', '80', '65536', '0.5', '1e3', '100%', '50%', '101%', '5.5%', '%', 'true', 'false', 'null', 'None', 'Always', 'Never', 'example.com/a', 'Example.com/a', 'example.com/', '/example.com',
  'a/b/c', 'kubernetes.io/a', 'requests.cpu', 'cpu', 'memory', 'hugepages-2Mi', '10.0.0.1', '010.0.0.1', '10.0.0.256', '10.0.0.0/8', '10.0.0.1/8', '::1', '::ffff:1.2.3.4', 'fd00::/8', '0.0.0.0', '127.0.0.1', '169.254.1.1', 'localhost',
  'http', 'HTTP', 'TCP', 'UDP', 'SCTP', 'tcp', 'http-', 'a--b', '1a', '123', 'x-y-z', long(15), long(16), long(52), long(53), long(63), long(64), long(253), long(254), long(1025), `${long(63)}.${long(63)}`, `${long(64)}.a`,
  '1Gi', '1gi', '1.5', '0.1m', '-1Gi', '1k', '1K', '+1', '1E', '1e', '12345678901234567890', '9223372036854775807', '1_0', '0x10',
  '* * * * *', '@daily', '@every 1h', '60 * * * *', 'TZ=UTC * * * * *', 'CRON_TZ=UTC * * * * *', '* * * *', 'UTC', 'Europe/Berlin', 'Europe/Nowhere', 'local', 'Local',
  '2024-01-02T03:04:05Z', '2024-01-02T03:04:05.123456Z', '2024-01-02', '24-01-02T03:04:05Z', 'aGVsbG8=', 'aGVsbG8', 'a===', 'aGVs\nbG8=', '$(POD_NAME)', '$(A', 'metadata.name', "metadata.labels['a']", "metadata.labels['']", 'metadata.annotations', 'spec.nodeName', 'status.podIP', 'status.hostIPs', 'limits.cpu', 'requests.memory', 'limits.foo',
  'system:node:a', 'kube-system', 'default', 'my_name', 'AbC', 'iqn.2001-04.com.example:x', 'eui.0123456789abcdef', 'naa.52004567BA64678D', '0-3', '0,2-4', '3-1', 'Exists', 'In', 'DoesNotExist', 'Equal', 'Gt', 'NoExecute', 'NoSchedule', 'ExternalName', 'NodePort', 'LoadBalancer', 'ReadWriteOnce', 'ReadWriteOncePod', 'Block', 'Localhost', 'RuntimeDefault', 'Unconfined',
];

const wholes = [
  0, 1, -1, 2, 3, 5, 7, 10, 15, 40, 60, 80, 99, 100, 101, 255, 256, 300, 420, 511, 512, 600, 777, 1000, 1024, 3599, 3600, 3601, 5353, 30000,
  30080, 32767, 65535, 65536, 86400, 86401, 100000, 1000000, 1000000000, 1000000001, 2147483647, 2147483648, -2147483648, -2147483649,
  4294967296, 9007199254740991,
];
const quantities = ['0', '1', '-1', '0.5', '1.5', '100m', '1m', '0.1m', '1Gi', '1.5Gi', '100Ki', '2Mi', '4Mi', '3Mi', '1k', '1e3', '1E', '1n', '1u', '1x', '', ' 1', '1 Gi', 'Gi', '.5', '5.', '1e', '--1', '9223372036854775808', '1e400', 1, 0, 1.5, -1];

/** A value for a field of that type, right or wrong. */
export function scalarValue(random: Random, schema: ScalarSchema): unknown {
  if (schema.values !== undefined && random.chance(0.7)) return random.pick(schema.values);
  switch (schema.type) {
    case 'boolean': return random.chance(0.5);
    case 'int32': case 'int64': return random.pick(wholes);
    case 'float': case 'double': return random.pick([0, 1, -1, 0.5, 1.5, 1e10]);
    case 'int-or-string': return random.chance(0.5) ? random.pick(wholes) : random.pick(texts);
    case 'quantity': return random.pick(quantities);
    case 'byte': return random.pick(['', 'aGVsbG8=', 'aGVsbG8', '!', 'e30=', 'aGVs\nbG8=', 'aGVsbG8=\n', '_-8=']);
    case 'date-time': return random.pick(['2024-01-02T03:04:05Z', '2024-01-02T03:04:05+02:00', '2024-01-02T03:04:05.123Z', '2024-01-02', 'now', '', null]);
    case 'micro-time': return random.pick(['2024-01-02T03:04:05.123456Z', '2024-01-02T03:04:05Z', 'now']);
    default: return random.pick(texts);
  }
}

/** A value of a schema with a few of its fields, those that it must have nearly always among them. */
export function anyValue(random: Random, schema: Schema, depth = 0): unknown {
  switch (schema.type) {
    case 'any': return random.pick<unknown>([{}, { a: 'b' }, 'a', 1, true, []]);
    case 'list': return Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, () => anyValue(random, schema.items, depth + 1));
    case 'map': return Object.fromEntries(Array.from({ length: random.pick([0, 1, 1, 2]) }, () => [random.pick(texts), anyValue(random, schema.items, depth + 1)]));
    case 'object': return Object.fromEntries(someFields(random, schema, depth).map((field) => [field.name, anyValue(random, field.schema, depth + 1)]));
    default: return scalarValue(random, schema);
  }
}

function someFields(random: Random, schema: ObjectSchema, depth: number): FieldSchema[] {
  const share = depth > 5 ? 0 : Math.min(0.5, 2 / (schema.fields.size + 1));
  return [...schema.fields.values()].filter((field) => random.chance(field.required ? 0.95 : share));
}

/** A value that has another type than the one that is there. */
export function otherType(random: Random, value: unknown): unknown {
  return random.pick<unknown>([null, 'text', '', '1', 'true', 0, 1, -1, 1.5, 1e20, 12345678901234567890, true, false, [], [null], ['a'], [[]], [{}], {}, { a: 'b' }, { a: null }, [value], { a: value }]);
}

export { texts };
