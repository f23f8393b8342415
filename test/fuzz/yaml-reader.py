"""Reads JSON texts, one a line, each a YAML document; prints the data of each as one line, in the form of canonical.ts."""
import json
import struct
import sys

import yaml

SLOW_EVERY = 50  # one document in so many goes through PyYAML's own parser too, which is 20 times slower than libyaml
FAST = getattr(yaml, 'CSafeLoader', None)


def canonical(value):
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, str):
        return json.dumps(value).replace('\x7f', '\\u007f')
    if isinstance(value, int):
        try:
            near = float(value)
        except OverflowError:
            return 'i%d' % value
        return canonical(near) if int(near) == value else 'i%d' % value
    if isinstance(value, float):
        return 'n' + struct.pack('>d', value).hex()
    if isinstance(value, list):
        return '[' + ','.join(map(canonical, value)) + ']'
    if isinstance(value, dict):
        return '{' + ','.join(sorted(canonical(k) + ':' + canonical(v) for k, v in value.items())) + '}'
    return 'a %s' % type(value).__name__


def read(text, loader):
    try:
        return canonical(yaml.load(text, Loader=loader))
    except Exception as error:  # any failure is a finding
        return 'error ' + ' '.join(str(error).split())


print('PyYAML %s%s' % (yaml.__version__, ' with libyaml' if FAST else ''), flush=True)
for number, line in enumerate(sys.stdin):
    text = json.loads(line)
    result = read(text, FAST or yaml.SafeLoader)
    if FAST and number % SLOW_EVERY == 0 and not result.startswith('error'):
        slow = read(text, yaml.SafeLoader)
        if slow != result:
            result = 'error without libyaml: ' + slow
    print(result, flush=False)
    if line == '""\n':
        sys.stdout.flush()
sys.stdout.flush()
