import { Box, Stack, Text, TextInput } from '@mantine/core';
import { Suspense, useMemo } from 'react';
import { kinds } from '../generated/kinds';
import type { GraphNode, NodeOf } from '../graph/graph';
import classes from './fields/fields.module.css';
import { KindPanel } from './KindPanel';
import { NO_PANEL, PanelContext } from './panel';
import { titleOf } from './titles';

const nothing = () => undefined;

/** The settings of a node of a graph that is only looked at: everything is shown, nothing changes. */
export function ReadOnlyPanel({ node }: { node: GraphNode }) {
  const world = useMemo(() => ({ ...NO_PANEL, nodeId: node.id, readOnly: true }), [node.id]);
  const view = kinds[node.kind];
  return (
    <PanelContext.Provider value={world}>
      <Box component="section" aria-label={titleOf(node)} data-testid="read-only">
        <Text fw={600}>{view.title}</Text>
        <Text size="xs" c="dimmed" mb="sm">
          {view.help}
        </Text>
        <fieldset disabled className={classes.readOnly}>
          <Stack gap="md">
            <TextInput label="Name" value={titleOf(node)} readOnly />
            <Suspense>
              <KindPanel
                key={node.id}
                node={node as NodeOf<typeof node.kind>}
                config={node.config}
                change={nothing}
              />
            </Suspense>
          </Stack>
        </fieldset>
      </Box>
    </PanelContext.Provider>
  );
}
