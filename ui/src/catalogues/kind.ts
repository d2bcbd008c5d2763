import type { UseFormReturnType } from '@mantine/form';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { CatalogueName, Item } from '../api/catalogues';
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

/** What is particular to one catalogue: everything else its page does like all others. */
export interface Kind<V extends Item, D extends object> {
  catalogue: CatalogueName;
  words: Words;
  icon: Icon;
  /** The first column says its name. */
  columns: [Column<V>, ...Column<V>[]];
  draft: (item: V | undefined) => D;
  check: (draft: D) => Partial<Record<keyof D & string, string | null>>;
  /** How one is called that need not have a name. */
  called?: (item: V) => string;
  /** What is sent; of one that exists already, only what may change. */
  body: (draft: D, item: V | undefined) => object;
  /** The field that a taken name is told at. */
  unique: keyof D & string;
  Fields: ComponentType<FieldsProps<D, V>>;
  /** What is shown of one that exists, below its form. */
  More?: ComponentType<{ item: V }>;
  /** Workflows do not refer to it, so nobody needs to be warned. */
  unused?: true;
}

export const nameOf = <V extends Item, D extends object>(kind: Kind<V, D>, item: V): string =>
  kind.called?.(item) ?? item.name ?? item.id;
