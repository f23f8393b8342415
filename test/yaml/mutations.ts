import fc from 'fast-check';
import { writeDocument } from '../../src/yaml/write';
import { data } from './arbitraries';

/** Documents as people write them, with a bit of everything. */
const written: readonly string[] = [
  `# a Deployment
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # the name
  labels: {app: web, 'tier': "front"}
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        image: nginx:1.27
        args: ["--port=8080", -v, 'it''s']
        env:
        - {name: A, value: "1"}
        -   name: B
            value: 'x'
      - name: side
        command:
          - sh
          - -c
          - |
            set -e
              echo "$A: b" # c

            exec run
        resources: {}
        ports: []
`,
  `kind: ConfigMap
data:
  on: off
  12: 012
  1.50: 1_000
  "quoted key": "tab\\there \\u00e9 \\x41"
  'single': 'a: b # c'
  empty:
  tilde: ~
  keep: |+
    a

  strip: |-
    b
  indented: |2
      c
     d
  clip: |
    e
`,
  '{"apiVersion": "v1", "kind": "List",\n\t"items": [{"a": [1, 2.5, -3e2, true, null]}, [], {}],\n "b": "\\u00e9\\n\\/"}\n',
  `- - a
  - b
- c: 1
  d:
  - 2
  - - 3
- 'e'
-
- # comment
  f: g
`,
  `base: &base
  a: 1
  b: [x, y]
merged:
  <<: *base
  c: *base
folded: >-
  one
  two

  three
tagged: !!str 5
plain: several
  lines of
  text
? explicit
: value
`,
];

const pieces = [
  ' ', '  ', '    ', '\n', '\n\n', '\n  ', '\t', '\r\n', ':', ': ', '-', '- ', '#', ' #', ',', '[', ']', '{', '}', '"', "'", '\\', '|', '>', '?', '? ', '&a ', '*a', '!!str ', '!',
  '@', '%', '`', '|-\n', '|2\n', '---\n', '...\n', '<<: ', 'a', 'a: b\n', '- c\n', 'no', '0', '1e3', '.inf', '~', '\u00e9', '\u00a0', '\u0085', '\u2028', '\ufeff', '\u0000',
];

type Edit = readonly [place: number, remove: number, insert: string];

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.nat(),
  fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 10, 40),
  fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 4, arbitrary: fc.constantFrom(...pieces) }),
);

/** Texts that are nearly YAML, and some that are. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...written) }, { weight: 1, arbitrary: data.map((value) => writeDocument(value)) }),
    fc.nat(),
    fc.array(edit, { maxLength: 3 }),
  )
  .map(([text, from, edits]) => edits.reduce(apply, excerpt(text, from)));

/** A text, or the part of it from a line on, so that small documents are tried as well. */
function excerpt(text: string, from: number): string {
  const lines = text.split('\n');
  return from % 2 === 0 ? text : lines.slice(from % lines.length).join('\n');
}

function apply(text: string, [place, remove, insert]: Edit): string {
  const at = place % (text.length + 1);
  return text.slice(0, at) + insert + text.slice(at + remove);
}
