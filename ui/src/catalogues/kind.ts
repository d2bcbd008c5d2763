import type { UseFormReturnType } from '@mantine/form';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CatalogueName, Item } from '../api/catalogues';
import type { Scope } from '../api/session';
import type { Words } from './strings';

export interface Column<V> {
  title: string;
  cell: (item: V) => ReactNode;
}

export interface FieldsProps<D, V> {
  form: UseFormReturnType<D>;
  /** The one that is edited; undefined for a new one. */
  item: V | undefined;
}

/** The parts in which one catalog differs from the others. */
export interface Kind<V extends Item, D extends object> {
  catalogue: CatalogueName;
  /** The permission to create, edit and archive items. */
  scope: Scope;
  words: Words;
  icon: Icon;
  /** The first column says its name. */
  columns: [Column<V>, ...Column<V>[]];
  draft: (item: V | undefined) => D;
  check: (draft: D) => Partial<Record<keyof D & string, string | false | null>>;
  /** The name to show for an item that may not have one. */
  called?: (item: V) => string;
  /** The request body; for an existing item, only the fields that may change. */
  body: (draft: D, item: V | undefined) => object;
  /** The form field that shows the error for a name that is taken. */
  unique: keyof D & string;
  Fields: ComponentType<FieldsProps<D, V>>;
  /** Details of an existing item, below its form. */
  More?: ComponentType<{ item: V }>;
  /** Shown once an item was created, in place of its form, if that returns something. */
  made?: (item: V, close: () => void) => ReactNode;
  /** A new item stays open if there is something to do next. */
  staysOpen?: (item: V) => boolean;
  /** Workflows do not refer to these items, so archiving needs no warning. */
  unused?: true;
}

export const nameOf = <V extends Item, D extends object>(kind: Kind<V, D>, item: V): string =>
  kind.called?.(item) ?? item.name ?? item.id;
