import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type CatalogueName, type Use, usesQuery } from '../api/catalogues';
import { addresses } from '../frame/addresses';
import { Loaded } from '../parts/Loaded';
import classes from './catalogues.module.css';
import { strings } from './strings';

/** The workflows that refer to an item, each with the nodes that do. */
export function UsedBy({ catalogue, id }: { catalogue: CatalogueName; id: string }) {
  const uses = useQuery(usesQuery(catalogue, id));
  return (
    <Loaded query={uses} failed={strings.failedUses} lines={1}>
      {(known) =>
        known.length === 0 ? (
          <Text size="sm" c="dimmed">
            {strings.notUsed}
          </Text>
        ) : (
          <UseList uses={known} />
        )
      }
    </Loaded>
  );
}

export function UseList({ uses }: { uses: Use[] }) {
  return (
    <ul className={classes.useList} aria-label={strings.usedBy}>
      {uses.map((use) => (
        <li key={use.workflowId}>
          <Anchor component={Link} to={addresses.workflow(use.workflowId)} fw={600} inherit>
            {use.workflowName}
          </Anchor>{' '}
          <Text span inherit c="dimmed">
            {[
              strings.inNodes(use.nodes.map((node) => node.name)),
              use.active ? strings.runsIt : strings.doesNotRun,
            ].join(', ')}
          </Text>
        </li>
      ))}
    </ul>
  );
}
