// Made by kubeloom import from the definition of menus.deep.example.com. Changes to this file are overwritten.
// sha256:3e619d6bccb14aa345a4cd2180cbb7022e697fc9fc4a236e97329ad05e37a8f5
/* eslint-disable */
import type { Construct } from 'constructs';
import { KubeObject, type ObjectMeta } from 'kubeloom';

/** deep.example.com/v1 Menu. */
export class Menu extends KubeObject<string, string> {
  static readonly apiVersion = 'deep.example.com/v1';
  static readonly kind = 'Menu';

  constructor(scope: Construct, id: string, props: MenuProps = {}) {
    super(scope, id, { ...props, apiVersion: 'deep.example.com/v1', kind: 'Menu' });
  }
}

/** A manifest of a Menu (deep.example.com/v1). */
export type MenuManifest = MenuProps & { readonly apiVersion: 'deep.example.com/v1'; readonly kind: 'Menu' };

/** Whether an object says that it is a Menu (deep.example.com/v1); its fields are not looked at. */
export function isMenu(object: unknown): object is MenuManifest {
  const { apiVersion, kind } = (object ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return apiVersion === 'deep.example.com/v1' && kind === 'Menu';
}

/** What Menu is made of. */
export interface MenuProps {
  /**
   * Name, labels and the like.
   * @default - the id of the construct as the name, and the namespace of the bundle
   */
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: MenuSpec | undefined;
}

export interface MenuSpec {
  readonly items?: readonly MenuSpecItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItems {
  readonly items?: readonly MenuSpecItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItems {
  readonly items?: readonly MenuSpecItemsItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItemsItems {
  readonly items?: readonly MenuSpecItemsItemsItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItemsItemsItems {
  readonly items?: readonly MenuSpecItemsItemsItemsItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItemsItemsItemsItems {
  readonly items?: readonly MenuSpecItemsItemsItemsItemsItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItemsItemsItemsItemsItems {
  readonly items?: readonly MenuSpecItemsItemsItemsItemsItemsItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItemsItemsItemsItemsItemsItems {
  readonly items?: readonly MenuSpecItemsItemsItemsItemsItemsItemsItemsItems[] | undefined;
  readonly title?: string | undefined;
}

export interface MenuSpecItemsItemsItemsItemsItemsItemsItemsItems {
  readonly title?: string | undefined;
}
