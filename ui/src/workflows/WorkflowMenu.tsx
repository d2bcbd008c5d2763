import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconListDetails,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useMay } from '../api/session';
import type { Workflow } from '../api/types';
import { addresses } from '../frame/addresses';
import { useDuplicate, useExport, useMove } from './actions';
import { strings } from './strings';

// Fetched when one is opened for the first time.
const RenameDialog = lazy(() => import('./dialogs').then((it) => ({ default: it.RenameDialog })));
const RemoveDialog = lazy(() => import('./dialogs').then((it) => ({ default: it.RemoveDialog })));
const MoveDialog = lazy(() => import('./MoveDialog').then((it) => ({ default: it.MoveDialog })));

const sign = { size: 16, 'aria-hidden': true } as const;

/** The menu of a workflow in the table. */
export function WorkflowMenu({ workflow }: { workflow: Workflow }) {
  const mayPublish = useMay()('workflows:publish');
  const button = useRef<HTMLButtonElement>(null);
  // The menu item that opened a dialog is gone when the dialog closes.
  const onClose = () => requestAnimationFrame(() => button.current?.focus());
  const [renaming, rename] = useDisclosure(false, { onClose });
  const [removing, remove] = useDisclosure(false, { onClose });
  const [moving, setMoving] = useState<'pause' | 'archive'>();
  const endMove = () => {
    setMoving(undefined);
    onClose();
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            ref={button}
            variant="subtle"
            color="gray"
            aria-label={strings.menuOf(workflow.name)}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <OpenItems workflow={workflow} />
          <EditItems workflow={workflow} rename={rename.open} />
          {mayPublish && <Menu.Divider />}
          {mayPublish && <StatusItems workflow={workflow} ask={setMoving} />}
          {mayPublish && workflow.executions === 0 && (
            <Menu.Item
              leftSection={<IconTrash {...sign} />}
              color="red.8"
              c="light-dark(var(--mantine-color-red-9), var(--mantine-color-red-3))"
              onClick={remove.open}
            >
              {strings.remove}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {renaming && <RenameDialog workflow={workflow} close={rename.close} />}
        {removing && <RemoveDialog workflow={workflow} close={remove.close} />}
        {moving && <MoveDialog workflow={workflow} move={moving} close={endMove} />}
      </Suspense>
    </>
  );
}

function OpenItems({ workflow }: { workflow: Workflow }) {
  return (
    <>
      <Menu.Item
        component={Link}
        to={addresses.workflow(workflow.id)}
        leftSection={<IconExternalLink {...sign} />}
      >
        {strings.open}
      </Menu.Item>
      <Menu.Item
        component={Link}
        to={addresses.runsOf(workflow.id)}
        leftSection={<IconListDetails {...sign} />}
      >
        {strings.runs}
      </Menu.Item>
    </>
  );
}

function EditItems({ workflow, rename }: { workflow: Workflow; rename(): void }) {
  const may = useMay();
  const duplicate = useDuplicate();
  const download = useExport();
  return (
    <>
      {may('workflows:write') && (
        <>
          <Menu.Item leftSection={<IconPencil {...sign} />} onClick={rename}>
            {strings.rename}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy {...sign} />}
            onClick={() => duplicate.mutate(workflow.id)}
          >
            {strings.duplicate}
          </Menu.Item>
        </>
      )}
      <Menu.Item leftSection={<IconDownload {...sign} />} onClick={() => download.mutate(workflow)}>
        {strings.exportFile}
      </Menu.Item>
    </>
  );
}

interface StatusProps {
  workflow: Workflow;
  /** Asks before a workflow with open runs is paused or archived. */
  ask(move: 'pause' | 'archive'): void;
}

function StatusItems({ workflow, ask }: StatusProps) {
  const move = useMove(workflow);
  return (
    <>
      {workflow.status === 'active' && (
        <Menu.Item leftSection={<IconPlayerPause {...sign} />} onClick={() => ask('pause')}>
          {strings.pause}
        </Menu.Item>
      )}
      {workflow.status === 'paused' && (
        <Menu.Item
          leftSection={<IconPlayerPlay {...sign} />}
          onClick={() => move.mutate({ move: 'resume' })}
        >
          {strings.resume}
        </Menu.Item>
      )}
      {workflow.status === 'archived' ? (
        <Menu.Item
          leftSection={<IconArchiveOff {...sign} />}
          onClick={() => move.mutate({ move: 'unarchive' })}
        >
          {strings.unarchive}
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<IconArchive {...sign} />} onClick={() => ask('archive')}>
          {strings.archive}
        </Menu.Item>
      )}
    </>
  );
}
