import { Alert, Button, ScrollArea, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Workflow } from '../api/types';
import { moveWorkflow } from '../api/workflows';
import { GraphView } from '../canvas/GraphView';
import { addresses } from '../frame/addresses';
import { toDocument } from '../graph/document';
import { ReadOnlyPanel } from '../nodes/ReadOnlyPanel';
import { notifyDone } from '../parts/notify';
import type { WorkingCopy } from './document/workingCopy';
import classes from './parts/editor.module.css';
import { StatusWord } from './parts/StatusWord';
import { strings } from './parts/strings';

/** An archived workflow: it can be viewed, and unarchived. */
export function ArchivedPage({ workflow, copy }: { workflow: Workflow; copy: WorkingCopy }) {
  const [document] = useState(() => toDocument(copy.graph));
  const [picked, setPicked] = useState<string>();
  const node = picked ? document.nodes[picked] : undefined;
  return (
    <div className={classes.page}>
      <Header workflow={workflow} />
      <Alert
        role="status"
        color="gray"
        radius={0}
        icon={<IconArchive size={18} aria-hidden />}
        className={classes.banner}
      >
        {strings.isArchived}
      </Alert>
      <div className={classes.body}>
        <div className={classes.canvas}>
          <GraphView
            graph={document}
            selected={picked}
            onSelect={setPicked}
            label={workflow.name}
          />
        </div>
        <aside
          className={classes.right}
          style={{ width: 340 }}
          aria-label={strings.configuration}
          data-panel
        >
          <ScrollArea flex={1} p="md" type="auto">
            {node ? (
              <ReadOnlyPanel node={node} />
            ) : (
              <Text size="sm" c="dimmed">
                {strings.pickToRead}
              </Text>
            )}
          </ScrollArea>
        </aside>
      </div>
    </div>
  );
}

function Header({ workflow }: { workflow: Workflow }) {
  const queries = useQueryClient();
  const unarchive = useMutation({
    mutationFn: () => moveWorkflow(workflow.id, 'unarchive'),
    meta: { failed: strings.notUnarchived },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['working-copy', workflow.id] });
      await queries.invalidateQueries({ queryKey: ['workflows'] });
      notifyDone(strings.unarchived);
    },
  });
  return (
    <header className={classes.top}>
      <div className={classes.naming}>
        <h1 className={classes.name} title={workflow.name}>
          {workflow.name}
        </h1>
        <StatusWord status={workflow.status} />
      </div>
      <Button
        component={Link}
        to={addresses.versions(workflow.id)}
        variant="default"
        size="sm"
        px="sm"
      >
        {strings.versions}
      </Button>
      <Button
        component={Link}
        to={addresses.runsOf(workflow.id)}
        variant="default"
        size="sm"
        px="sm"
      >
        {strings.runs}
      </Button>
      <Button
        size="sm"
        px="md"
        leftSection={<IconArchiveOff size={17} aria-hidden />}
        loading={unarchive.isPending}
        onClick={() => unarchive.mutate()}
      >
        {strings.unarchive}
      </Button>
    </header>
  );
}
