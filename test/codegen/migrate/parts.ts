import fc from 'fast-check';

const port = fc.record({
  name: fc.constantFrom('http', 'https'), containerPort: fc.constantFrom(80, 443, 8080), protocol: fc.constantFrom('TCP', 'UDP'),
}, { requiredKeys: ['containerPort'] });

/** Containers that differ in a few fields, each name once, each port once. */
export const parts = fc.uniqueArray(fc.record({
  name: fc.constantFrom('web', 'log', 'proxy'), image: fc.constantFrom('a:1', 'b:1'), args: fc.array(fc.constantFrom('x', 'y'), { minLength: 1, maxLength: 2 }),
  ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, selector: ({ containerPort }) => containerPort }),
}, { requiredKeys: ['name'] }), { minLength: 1, maxLength: 3, selector: ({ name }) => name });
