import { Alert, Button, ScrollArea, Text } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconEye } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../api/session';
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

/** A workflow to look at: one that is archived, or that the role cannot edit. */
export function ViewPage({ workflow, copy }: { workflow: Workflow; copy: WorkingCopy }) {
  const [document] = useState(() => toDocument(copy.graph));
  const isArchived = workflow.status === 'archived';
  const Sign = isArchived ? IconArchive : IconEye;
  const [picked, setPicked] = useState<string>();
  const node = picked ? document.nodes[picked] : undefined;
  return (
    <div className={classes.page}>
      <Header workflow={workflow} />
      <Alert
        role="status"
        color="gray"
        radius={0}
        icon={<Sign size={18} aria-hidden />}
        className={classes.banner}
      >
        {isArchived ? strings.isArchived : strings.viewOnly}
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
  const may = useMay();
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
      {workflow.status === 'archived' && may('workflows:publish') && (
        <Button
          size="sm"
          px="md"
          leftSection={<IconArchiveOff size={17} aria-hidden />}
          loading={unarchive.isPending}
          onClick={() => unarchive.mutate()}
        >
          {strings.unarchive}
        </Button>
      )}
    </header>
  );
}
