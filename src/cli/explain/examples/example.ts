/** A definition that has a problem, and the same one mended. `app` and `shop`, a bundle, are there. */
export interface DefinitionExample {
  /** TypeScript; lines for a shell where they begin with `$`. */
  readonly wrong: string;
  readonly right: string;
}

/** Examples by code. */
export type DefinitionExamples = { readonly [code: string]: DefinitionExample };

type Maker = (wrong: string, right: string) => DefinitionExample;

/** A class with fields of one definition each, as they stand in it. */
function definition(start: string): Maker {
  const text = (fields: string): string => `${start}${fields.split('\n').map((line) => `  ${line}`).join('\n')}\n});`;
  return (wrong, right) => ({ wrong: text(wrong), right: text(right) });
}

/** Whole statements. */
export const code: Maker = (wrong, right) => ({ wrong, right });
export const web = definition("new StatelessApp(shop, 'web', {\n  image: 'nginx:1.27',\n");
export const db = definition("new StatefulApp(shop, 'db', {\n  image: 'mysql:8.4',\n");
export const agent = definition("new NodeAgent(shop, 'agent', {\n  image: 'fluent/fluent-bit:3.1.9',\n");
export const job = definition("new Job(shop, 'import', {\n  image: 'example/import:1.0',\n");
export const cron = definition("new CronJob(shop, 'report', {\n  image: 'busybox:1.36',\n");
export const service = definition("new Service(shop, 'web', {\n");
export const claim = definition("new PersistentVolumeClaim(shop, 'data', {\n");
export const volume = definition("new PersistentVolume(shop, 'data', {\n");
export const storageClass = definition("new StorageClass(shop, 'fast', {\n");
