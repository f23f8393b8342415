/** Which keys of a map come first and which last; the others keep the order in which they were given. */
export interface KeyOrder {
  /** @default - none */
  readonly first?: readonly string[];
  /** @default - none */
  readonly last?: readonly string[];
}

/** The key order of each part of a document. */
export interface KeyOrders {
  /** A document, and each item of a `List`. @default - as given */
  readonly object?: KeyOrder;
  /** A template of an object: of a pod, of a job, of a volume claim. @default - as given */
  readonly template?: KeyOrder;
  /** The map under `metadata`, at any depth. @default - as given */
  readonly metadata?: KeyOrder;
  /** A container of any sort. @default - as given */
  readonly container?: KeyOrder;
}

/**
 * The order in which people write and read Kubernetes objects: what it is, what it is called, what it should be, and
 * what was observed.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export const kubernetesKeyOrders: KeyOrders = {
  object: {
    first: ['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'spec', 'data', 'stringData', 'binaryData'],
    last: ['status'],
  },
  template: { first: ['apiVersion', 'kind', 'metadata'], last: ['status'] },
  metadata: { first: ['name', 'generateName', 'namespace', 'labels', 'annotations'] },
  container: { first: ['name', 'image'] },
};

/** The fields whose value, or each item of it, is such a part. */
export const partsUnderFields: ReadonlyMap<string, { readonly value?: keyof KeyOrders; readonly items?: keyof KeyOrders }> = new Map([
  ['metadata', { value: 'metadata' }],
  ['template', { value: 'template' }],
  ['jobTemplate', { value: 'template' }],
  ['volumeClaimTemplate', { value: 'template' }],
  ['volumeClaimTemplates', { items: 'template' }],
  ['containers', { items: 'container' }],
  ['initContainers', { items: 'container' }],
  ['ephemeralContainers', { items: 'container' }],
  ['items', { items: 'object' }],
]);

/** The place of each key that has one: below zero for the first ones, above for the last ones. */
export type KeyRanks = ReadonlyMap<string, number>;

/** Turns an order into the form that `orderKeys` takes. */
export function rankKeys({ first = [], last = [] }: KeyOrder): KeyRanks {
  return new Map([
    ...first.map((key, index) => [key, index - first.length] as const),
    ...last.map((key, index) => [key, index + 1] as const),
  ]);
}

/** The keys in order; the very same list when they are in order already, as they mostly are. */
export function orderKeys(keys: readonly string[], ranks: KeyRanks): readonly string[] {
  let highest = -Infinity;
  for (const key of keys) {
    const rank = ranks.get(key) ?? 0;
    if (rank < highest) return [...keys].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
    highest = rank;
  }
  return keys;
}

/** The places of the keys of each part. */
export type RanksOfParts = { readonly [Part in keyof KeyOrders]?: KeyRanks };

/** As `rankKeys`, for each part. */
export function rankAll(orders: KeyOrders): RanksOfParts {
  return Object.fromEntries(Object.entries(orders).map(([part, order]) => [part, rankKeys(order as KeyOrder)]));
}
