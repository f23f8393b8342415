import { isPlainMap, type PlainMap } from '../../core/plain-map';
import { show } from '../../core/show';

type Shape = 'map' | 'list' | 'scalar';

/** What fields of a service can be, where a wrong one would end in a program that says something else. */
const ofServices: { readonly [field: string]: readonly Shape[] } = {
  image: ['scalar'], build: ['scalar', 'map'], command: ['scalar', 'list'], entrypoint: ['scalar', 'list'], environment: ['map', 'list'], env_file: ['scalar', 'list', 'map'],
  ports: ['list'], expose: ['list'], volumes: ['list'], configs: ['list'], secrets: ['list'], depends_on: ['list', 'map'], healthcheck: ['map'], deploy: ['map'],
  networks: ['list', 'map'], labels: ['map', 'list'], tmpfs: ['scalar', 'list'], cap_add: ['list'], cap_drop: ['list'], dns: ['scalar', 'list'], extra_hosts: ['map', 'list'],
  sysctls: ['map', 'list'], user: ['scalar'], working_dir: ['scalar'], restart: ['scalar'],
};
const ofProject: { readonly [field: string]: readonly Shape[] } = {
  services: ['map'], volumes: ['map'], configs: ['map'], secrets: ['map'], networks: ['map'], name: ['scalar'],
};
const words: { readonly [shape in Shape]: string } = { map: 'a map', list: 'a list', scalar: 'a text' };

/** Fields that are not of the form that compose gives them, as it says them itself before it does anything. */
export function shapeProblems(document: PlainMap): readonly string[] {
  const problems = fieldProblems(document, ofProject, '');
  const { services } = document;
  if (!isPlainMap(services)) return problems;
  for (const [name, service] of Object.entries(services)) {
    const path = `services.${name}`;
    if (!isPlainMap(service)) problems.push(`${path}: expected a map, found ${show(service)}`);
    else if (!isThere(service['image']) && !isThere(service['build'])) problems.push(`${path}: it has neither an image nor a build`);
    if (isPlainMap(service)) problems.push(...fieldProblems(service, ofServices, `${path}.`), ...testProblems(service['healthcheck'], path));
  }
  return problems;
}

function fieldProblems(map: PlainMap, shapes: { readonly [field: string]: readonly Shape[] }, path: string): string[] {
  return Object.entries(map).flatMap(([field, value]) => {
    const expected = Object.hasOwn(shapes, field) ? shapes[field]! : undefined;
    if (expected === undefined || !isThere(value) || expected.includes(shapeOf(value))) return [];
    return [`${path}${field}: expected ${expected.map((shape) => words[shape]).join(' or ')}, found ${show(value)}`];
  });
}

function testProblems(healthcheck: unknown, path: string): readonly string[] {
  const test = isPlainMap(healthcheck) ? healthcheck['test'] : undefined;
  if (!isThere(test) || typeof test === 'string' || Array.isArray(test)) return [];
  return [`${path}.healthcheck.test: expected a text or a list, found ${show(test)}`];
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function shapeOf(value: unknown): Shape {
  return Array.isArray(value) ? 'list' : isPlainMap(value) ? 'map' : 'scalar';
}
