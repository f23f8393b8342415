/** The `yaml` package. Loading it costs 40 ms, which most runs can do without. */
export function yamlLibrary(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}
