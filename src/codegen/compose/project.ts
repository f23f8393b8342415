import { construct, type Code, list, map, member, call, name, value } from '../print/code';
import { camelCase, Names } from '../print/identifiers';
import type { Field } from './field';
import { dnsLabel } from './units';

/** What the conversion may look at beside the compose files; paths are those of the files. */
export interface Surroundings {
  /** The text of a file; `undefined` where there is none. */
  readText(path: string): string | undefined;
  kindOf(path: string): 'file' | 'folder' | 'nothing';
  /** The path as the program finds it: relative to its own folder. */
  pathFromProgram(path: string): string;
}

/** A definition of the program. */
export interface Declaration {
  readonly variable: string;
  readonly code: Code;
}

/** Names that programs import. */
const imported = [
  'App', 'Bundle', 'ConfigMapData', 'SecretData', 'PersistentVolumeClaim', 'StatelessApp', 'StatefulApp', 'NodeAgent', 'Job',
  'emptyDir', 'hostPath', 'exec', 'fromFile', 'text', 'join',
] as const;

/** The size of a volume, which compose does not say. */
export const assumedSize = '1Gi';

/** The program while it is made: its definitions, and what there is to say of it. */
export class Project {
  readonly declarations: Declaration[] = [];
  readonly notes: string[] = [];
  /** Keys of Secrets that somebody has to make, by the name of the Secret. */
  readonly secrets = new Map<string, Set<string>>();
  readonly names = new Names(['app', ...imported]);
  readonly bundle: Code;
  private readonly sources = new Map<string, { readonly key: string; readonly field: Field; readonly make: () => Code }>();
  private readonly asked = new Set<string>();
  private readonly ids = new Set<string>();
  private readonly made = new Map<string, string>();

  constructor(readonly id: string, readonly around: Surroundings) {
    this.bundle = name(this.names.take(camelCase(id, 'bundle'), `${camelCase(id, 'bundle')}Bundle`));
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** Takes the name of an object. */
  takeId(wanted: string): string {
    const label = dnsLabel(wanted);
    let id = label;
    for (let number = 2; this.ids.has(id); number++) id = `${label}-${number}`;
    this.ids.add(id);
    return id;
  }

  declare(variable: string, code: Code): Code {
    this.declarations.push({ variable, code });
    return name(variable);
  }

  /** A definition that several services share: made when it is first asked for. */
  once(key: string, wanted: string, make: (id: string) => Code): Code {
    let variable = this.made.get(key);
    if (variable === undefined) {
      const id = this.takeId(wanted);
      variable = this.names.take(camelCase(id), `${camelCase(id)}Data`);
      this.made.set(key, variable);
      this.declare(variable, make(id));
    }
    return name(variable);
  }

  /** Takes note of a config or a secret of the project, which is made when a service asks for it. */
  addData(word: 'configs' | 'secrets', field: Field, key: string, make: () => Code): void {
    this.sources.set(`${word}/${field.key}`, { key, field, make });
  }

  /** Names the configs and secrets that no service reads. */
  nameUnread(): void {
    for (const [source, { field }] of this.sources) if (!this.asked.has(source)) field.name('no service reads it');
  }

  /** A config or a secret of the project, and the key that it is under. */
  data(word: 'configs' | 'secrets', source: string): { readonly code: Code; readonly key: string } | undefined {
    const found = this.sources.get(`${word}/${source}`);
    this.asked.add(`${word}/${source}`);
    return found === undefined ? undefined : { key: found.key, code: found.make() };
  }

  /** A Secret that somebody else makes; its keys are those that are asked for until the program is printed. */
  secret(wanted: string, keys: readonly string[], key = `secret/${wanted}`): Code {
    return this.once(key, wanted, (id) => {
      this.secrets.set(id, new Set(keys));
      return call(member(name('SecretData'), 'existing'), this.bundle, value(id), map({ keys: list(keys.map((one) => value(one))) }));
    });
  }

  /** A ConfigMap with the given data. */
  configMap(key: string, wanted: string, data: Code): Code {
    return this.once(key, wanted, (id) => construct('ConfigMapData', this.bundle, value(id), map({ data })));
  }

  /** The content of a file beside the compose file. */
  fileContent(path: string): Code {
    return call('fromFile', call('join', name('__dirname'), value(this.around.pathFromProgram(path))));
  }
}

/** A text exactly as it is: in texts of variables and commands, Kubernetes takes `$(NAME)` for a variable and `$$` for one `$`. */
export function exactText(text: string): Code {
  return /\$[$(]/.test(text) ? { type: 'template', tag: name('text'), literals: ['', ''], parts: [value(text)] } : value(text);
}
