import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import classes from './SortHead.module.css';

interface Props {
  label: string;
  /** The order, if the table is sorted by this column. */
  order: 'asc' | 'desc' | undefined;
  right?: boolean;
  onSort: () => void;
}

/** A column's head that sorts by it. */
export function SortHead({ label, order, right, onSort }: Props) {
  const Sign = order === 'asc' ? IconArrowUp : order === 'desc' ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th
      aria-sort={order ? (order === 'asc' ? 'ascending' : 'descending') : 'none'}
      ta={right ? 'right' : undefined}
    >
      <UnstyledButton className={classes.head} data-sorted={order !== undefined} onClick={onSort}>
        {label}
        <Sign size={14} aria-hidden className={classes.sign} />
      </UnstyledButton>
    </Table.Th>
  );
}
