interface Candidate {
  readonly definition: string;
  readonly short: string;
  readonly group: string;
  readonly version: string;
  readonly isKind: boolean;
}

/**
 * Short, stable TypeScript names for the definitions of a release. The last part of a definition's name is its name, unless
 * another one has it too: then the kind (not the part of one), the group that is met more often and the newest stable version win
 * it, and the others say where they are from.
 */
export function planTypeNames(definitions: Iterable<string>, kinds: readonly { readonly definition: string }[]): Map<string, string> {
  const isKind = new Set(kinds.map((kind) => kind.definition));
  const byShort = new Map<string, Candidate[]>();
  for (const definition of definitions) {
    const candidate = parse(definition, isKind.has(definition));
    const same = byShort.get(candidate.short);
    if (same === undefined) {
      byShort.set(candidate.short, [candidate]);
    } else {
      same.push(candidate);
    }
  }

  const names = new Map<string, string>();
  const taken = new Set(byShort.keys());
  for (const [short, candidates] of byShort) {
    const [winner, ...losers] = [...candidates].sort(preference);
    if (winner === undefined) {
      continue;
    }
    names.set(winner.definition, short);
    for (const loser of losers) {
      const version = capitalize(loser.version);
      const name = loser.group === winner.group ? short + version : capitalize(loser.group) + version + short;
      if (taken.has(name)) {
        throw new Error(`Both ${loser.definition} and another definition would be named ${name}`);
      }
      taken.add(name);
      names.set(loser.definition, name);
    }
  }
  return names;
}

/** `io.k8s.api.apps.v1.Deployment` or `apps.v1.Deployment`, `io.k8s.apimachinery.pkg.runtime.RawExtension`. */
function parse(definition: string, isKind: boolean): Candidate {
  const parts = definition.split('.');
  const short = parts.at(-1) ?? '';
  const version = parts.at(-2) ?? '';
  const versioned = /^v\d/.test(version);
  return { definition, short, isKind, group: (versioned ? parts.at(-3) : version) ?? '', version: versioned ? version : '' };
}

function preference(a: Candidate, b: Candidate): number {
  return Number(b.isKind) - Number(a.isKind)
    || groupRank(a.group) - groupRank(b.group)
    || stability(b.version) - stability(a.version)
    || versionNumber(b.version) - versionNumber(a.version)
    || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0)
    || versionNumber(b.version, 2) - versionNumber(a.version, 2);
}

/** Groups that applications meet most: a `Subject` is one of RBAC, not one of API priority and fairness. */
const COMMON_GROUPS = ['core', 'apps', 'batch', 'networking', 'rbac'];

function groupRank(group: string): number {
  const rank = COMMON_GROUPS.indexOf(group);
  return rank < 0 ? COMMON_GROUPS.length : rank;
}

function stability(version: string): number {
  return version.includes('alpha') ? 0 : version.includes('beta') ? 1 : 2;
}

function versionNumber(version: string, part: 1 | 2 = 1): number {
  return Number(/^v(\d+)(?:(?:alpha|beta)(\d+))?$/.exec(version)?.[part] ?? 0);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
