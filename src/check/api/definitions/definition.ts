import type { CustomResourceDefinition } from '../../../../generated/kubernetes';
import type { Context } from '../../rule/context';
import { all, needs, objects, oneOf, type Rule } from '../../rule/rules';
import { type Named } from '../shared/kind';
import { objectMeta } from '../shared/metadata';
import { dns1035Label, dnsSubdomain, objectName } from '../shared/names';
import { columns, subresources } from './columns';
import { conversion } from './conversion';
import { inside } from './json-schema';
import { names } from './names';
import type { DefinitionSpec, DefinitionVersion } from './spec';
import { isShared, readSchemas, schemaOf, type Schemas, selectableFields, validation } from './validation';

/** A domain of two parts at least. */
const group: Rule<string> = (found, at) => {
  if (!dnsSubdomain.accepts(found)) at.report('api/dns-subdomain', { found });
  else if (!found.includes('.')) at.report('api/domain', { found, parts: 2 });
};

/** The name says which resource it is. */
const metadata: Rule<CustomResourceDefinition> = (definition, at) => {
  const { group: ofGroup = '', names: { plural = '' } = {} } = (definition.spec ?? {}) as Partial<DefinitionSpec>;
  const expected = `${plural}.${ofGroup}`;
  const name = objectName((text) => text === expected && dnsSubdomain.accepts(text), plural === '' || ofGroup === '' ? 'the plural and the group, as in things.example.com' : expected);
  objects<Named>({ metadata: objectMeta(name, { finalizers: 'anyone' }) })(definition, at);
};

/** Groups of the Kubernetes project, whose kinds have been looked at by it. */
const approval: Rule<CustomResourceDefinition> = (definition, at) => {
  if (!/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(definition.spec?.group ?? '')) return;
  const key = 'api-approved.kubernetes.io';
  const found = definition.metadata?.annotations?.[key] ?? '';
  const path = ['metadata', 'annotations', key];
  if (found === '') at.reportAt(path, 'definition/no-approval', {});
  else if (!found.startsWith('unapproved') && !/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^/?#]+/.test(found)) at.reportAt(path, 'definition/approval', { found });
};

const deprecation: Rule<DefinitionVersion> = ({ deprecated = false, deprecationWarning: found }, at) => {
  if (found === undefined) return;
  const wrong = (expected: string): void => at.reportAt('deprecationWarning', 'api/invalid', { found, expected });
  if (!deprecated) wrong('nothing, since the version is not deprecated');
  if (found === '') wrong('a text that is not empty');
  if (Buffer.byteLength(found) > 256) wrong('256 bytes at most');
  if (/[^\P{C}]|[^\P{Z}]/u.test(found.replaceAll(' ', ''))) wrong('printable characters');
};

/** The server looks at a version with a view to the others. */
function versionRules(spec: DefinitionSpec, schemas: Schemas, at: Context): void {
  const { versions = [] } = spec as Partial<DefinitionSpec>;
  reportVersions(versions, at);
  inside(at, ['spec', 'versions'], () => versions.forEach((version, index) => inside(at, [index], () => deprecation(version, at))));
  for (const part of parts) {
    if (!isShared(versions, part, schemas)) {
      versions.forEach((version, index) => inside(at, ['spec', 'versions', index], () => {
        inside(at, [part], () => partRules(version, part, spec, schemas, false, at));
      }));
    } else if (versions[0]?.[part] !== undefined) {
      // What all versions say alike, the server takes for said of the definition.
      at.enterAs(['spec', part === 'schema' ? 'validation' : part], ['spec', 'versions', 0, part], () => partRules(versions[0]!, part, spec, schemas, true, at));
    }
  }
}

const parts = ['schema', 'subresources', 'additionalPrinterColumns', 'selectableFields'] as const;
type Part = typeof parts[number];

/** @param shared whether all versions say the same */
function partRules(version: DefinitionVersion, part: Part, spec: DefinitionSpec, schemas: Schemas, shared: boolean, at: Context): void {
  switch (part) {
    case 'schema': return validation(version, spec, schemas, shared, at);
    case 'subresources': return void (version.subresources !== undefined && subresources(version.subresources, at));
    case 'additionalPrinterColumns': return void (version.additionalPrinterColumns !== undefined && columns(version.additionalPrinterColumns, at));
    case 'selectableFields': return selectableFields(version, spec, schemas, shared, at);
  }
}

function reportVersions(versions: readonly DefinitionVersion[], at: Context): void {
  inside(at, ['spec', 'versions'], () => {
    versions.forEach(({ name = '' }: Partial<DefinitionVersion>, index) => inside(at, [index, 'name'], () => dns1035Label(name, at)));
    const found = versions.filter(({ storage }: Partial<DefinitionVersion>) => storage === true).length;
    if (new Set(versions.map(({ name }) => name ?? '')).size < versions.length) at.report('definition/version-names', {});
    if (found !== 1) at.report('definition/storage', { found });
  });
  // It names the first version a second time, and what is stored.
  const first = versions[0]?.name ?? '';
  if (first !== '' && !dns1035Label.accepts(first)) at.reportAt(['spec', 'version'], 'api/dns-1035-label', { found: first }, ['spec', 'versions', 0, 'name']);
  const stored = versions.filter(({ storage }: Partial<DefinitionVersion>) => storage === true);
  if (stored.length !== 1) at.reportAt(['status', 'storedVersions'], 'definition/storage', { found: stored.length }, ['spec', 'versions']);
}

const schemasNeeded = (spec: DefinitionSpec, schemas: Schemas, at: Context): void => {
  const { versions = [] } = spec as Partial<DefinitionSpec>;
  versions.forEach((version, index) => {
    if (schemaOf(version, schemas) === undefined) {
      at.reportAt(['spec', 'versions', index, 'schema', 'openAPIV3Schema'], 'api/required', { field: 'openAPIV3Schema' });
    }
  });
};

const scope = oneOf('Cluster', 'Namespaced');

const spec: Rule<CustomResourceDefinition> = (definition, at) => {
  const given = (definition.spec ?? {});
  const schemas = readSchemas(given, at);
  // What cannot be decoded is judged no further.
  if (schemas === undefined) return;
  inside(at, ['spec'], () => {
    needs<DefinitionSpec>({ group, scope })(given, at);
    objects<DefinitionSpec>({ names })(given, at);
    const preserves = given.preserveUnknownFields === true;
    if (preserves) at.reportAt('preserveUnknownFields', 'definition/preserve', {});
    conversion(given.conversion, preserves, at);
  });
  schemasNeeded(given, schemas, at);
  versionRules(given, schemas, at);
};

/** @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
export const customResourceDefinition: Rule<CustomResourceDefinition> = all(metadata, approval, spec);
