import { ActionIcon, Anchor, Button, Group, Text, Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconHistory,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Workflow } from '../api/types';
import { ScopedButton } from '../parts/ScopedButton';
import { useEditor, useEditorState } from './document/context';
import type { Kept } from './document/store';
import classes from './parts/editor.module.css';
import { StatusWord } from './parts/StatusWord';
import { strings } from './parts/strings';

export type Dialog = 'test' | 'clear' | 'save' | 'publish' | 'pause' | 'keys' | undefined;

interface Props {
  workflow: Workflow;
  sidebar: boolean;
  onSidebar(): void;
  open(dialog: Dialog): void;
  onResume(): void;
  onConflict(): void;
}

/** The bar above the editor: the state of the workflow, and what can be done with it. */
export function TopBar(props: Props) {
  const { workflow, open } = props;
  const unsaved = useEditorState((state) => state.unsaved);
  return (
    <header className={classes.top} tabIndex={-1} style={{ outline: 'none' }}>
      <Tooltip label={strings.addNodes} openDelay={400}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={strings.addNodes}
          aria-expanded={props.sidebar}
          onClick={props.onSidebar}
        >
          {props.sidebar ? (
            <IconLayoutSidebarLeftCollapse size={20} aria-hidden />
          ) : (
            <IconLayoutSidebarLeftExpand size={20} aria-hidden />
          )}
        </ActionIcon>
      </Tooltip>
      <div className={classes.naming}>
        <h1 className={classes.name} title={workflow.name}>
          {workflow.name}
        </h1>
        <Group gap="sm" wrap="nowrap" className={classes.facts}>
          <StatusWord status={workflow.status} />
          <KeptState active={workflow.activeVersion} onConflict={props.onConflict} />
        </Group>
      </div>
      <History />
      <ProblemsButton />
      <StatusButton workflow={workflow} onPause={() => open('pause')} onResume={props.onResume} />
      <Tooltip label={strings.versions} openDelay={400}>
        <ActionIcon
          component={Link}
          to={`/workflows/${workflow.id}/versions`}
          variant="default"
          size={36}
          aria-label={strings.versions}
        >
          <IconHistory size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Button
        component={Link}
        to={`/workflows/${workflow.id}/runs`}
        variant="default"
        size="sm"
        px="sm"
      >
        {strings.runs}
      </Button>
      <Button variant="default" size="sm" px="sm" onClick={() => open('test')}>
        {strings.test}
      </Button>
      <Button variant="default" size="sm" px="sm" onClick={() => open('clear')} disabled={!unsaved}>
        {strings.clear}
      </Button>
      <Button variant="default" size="sm" px="sm" onClick={() => open('save')}>
        {strings.save}
      </Button>
      <ScopedButton
        scope="workflows:publish"
        verb={strings.publishVerb}
        size="sm"
        px="md"
        onClick={() => open('publish')}
      >
        {strings.publish}
      </ScopedButton>
    </header>
  );
}

interface StatusProps {
  workflow: Workflow;
  onPause(): void;
  onResume(): void;
}

function StatusButton({ workflow, onPause, onResume }: StatusProps) {
  const isActive = workflow.status === 'active';
  if (!isActive && workflow.status !== 'paused') {
    return null;
  }
  const Sign = isActive ? IconPlayerPause : IconPlayerPlay;
  return (
    <ScopedButton
      scope="workflows:publish"
      verb={isActive ? strings.pauseVerb : strings.resumeVerb}
      variant="default"
      size="sm"
      px="sm"
      leftSection={<Sign size={16} aria-hidden />}
      onClick={isActive ? onPause : onResume}
    >
      {isActive ? strings.pause : strings.resume}
    </ScopedButton>
  );
}

function History() {
  const { store } = useEditor();
  const past = useEditorState((state) => state.history.past.at(-1)?.label);
  const future = useEditorState((state) => state.history.future[0]?.label);
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={past ? `${strings.undoWhat(past)} (Ctrl+Z)` : strings.undo} openDelay={300}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={past ? strings.undoWhat(past) : strings.undo}
          disabled={!past}
          onClick={() => store.getState().undo()}
        >
          <IconArrowBackUp size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip
        label={future ? `${strings.redoWhat(future)} (Ctrl+Shift+Z)` : strings.redo}
        openDelay={300}
      >
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={future ? strings.redoWhat(future) : strings.redo}
          disabled={!future}
          onClick={() => store.getState().redo()}
        >
          <IconArrowForwardUp size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function ProblemsButton() {
  const { store } = useEditor();
  const count = useEditorState((state) => state.allProblems.length);
  const bad = useEditorState((state) => state.allProblems.some((p) => p.severity === 'error'));
  if (count === 0) {
    return null;
  }
  return (
    <Button
      variant="subtle"
      color={bad ? 'red' : 'orange'}
      size="sm"
      px="xs"
      leftSection={<IconAlertCircle size={17} aria-hidden />}
      onClick={() => {
        store.getState().select([]);
        requestAnimationFrame(() => document.getElementById('problem-list')?.focus());
      }}
    >
      {strings.problems(count)}
    </Button>
  );
}

const SIGNS: Record<Kept, typeof IconCloudCheck> = {
  kept: IconCloudCheck,
  waiting: IconCloudUp,
  saving: IconCloudUp,
  conflict: IconAlertCircle,
  offline: IconCloudOff,
  refused: IconAlertCircle,
};

function KeptState({ active, onConflict }: { active: number | undefined; onConflict(): void }) {
  const kept = useEditorState((state) => state.kept);
  const detail = useEditorState((state) => state.keptDetail);
  const basedOn = useEditorState((state) => state.basedOn);
  const unsaved = useEditorState((state) => state.unsaved);
  const Sign = SIGNS[kept];
  const bad = kept === 'conflict' || kept === 'offline' || kept === 'refused';
  const isBehind = active !== undefined && active !== basedOn;
  const version = basedOn > 0 ? strings.savedVersion(basedOn) : undefined;
  const more = [unsaved && strings.unsaved, version, isBehind && strings.activeVersion(active)]
    .filter(Boolean)
    .join(' · ');
  return (
    <span className={classes.state} data-bad={bad || undefined} title={detail ?? more}>
      <Sign size={16} aria-hidden />
      <span role="status" data-testid="kept" className={classes.kept}>
        {strings.keptState[kept]}
        {kept === 'refused' && detail ? `: ${detail}` : ''}
      </span>
      {kept === 'conflict' && (
        <Anchor component="button" type="button" size="sm" onClick={onConflict}>
          {strings.choose}
        </Anchor>
      )}
      {kept === 'kept' && more !== '' && (
        <Text span size="xs" c="dimmed" visibleFrom="lg" className={classes.more}>
          · {more}
        </Text>
      )}
    </span>
  );
}
