import { Box, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { isProblem, messageOf } from '../api/problem';
import type { Workflow } from '../api/types';
import { workflowQuery } from '../api/workflows';
import { Failed } from '../app/Failed';
import { NamesContext } from '../canvas/StepCard';
import { toGraph } from '../graph/document';
import { triggerOf } from '../graph/graph';
import { brokenBy } from '../graph/rules';
import { cataloguesOf, useNames } from '../nodes/catalogues';
import { fetchPanels } from '../nodes/KindPanel';
import { titleOf } from '../nodes/kinds';
import { notifyDone, notifyFailure } from '../parts/notify';
import { useTitle } from '../parts/PageFrame';
import { ConfigPanel } from './ConfigPanel';
import {
  cancelRuns,
  clearWorkingCopy,
  moveWorkflow,
  publishGraph,
  type Saved,
  saveVersion,
} from './calls';
import { type Editor, EditorContext } from './context';
import { EditorCanvas } from './EditorCanvas';
import classes from './editor.module.css';
import { focusField, shortcutsOf, useShortcuts } from './keys';
import { Outline } from './Outline';
import { Palette } from './Palette';
import { QuickAdd } from './QuickAdd';
import { type Opened, useOpened } from './session';
import type { Conflict } from './store';
import { strings } from './strings';
import { type Dialog, TopBar } from './TopBar';
import { useWorkbench } from './workbench';
import { workingCopyQuery } from './workingCopy';

const ArchivedPage = lazy(() =>
  import('./ArchivedPage').then((m) => ({ default: m.ArchivedPage })),
);
const TestDialog = lazy(() => import('./TestDialog').then((m) => ({ default: m.TestDialog })));
const dialogs = () => import('./dialogs');
const SaveDialog = lazy(() => dialogs().then((m) => ({ default: m.SaveDialog })));
const ClearDialog = lazy(() => dialogs().then((m) => ({ default: m.ClearDialog })));
const PauseDialog = lazy(() => dialogs().then((m) => ({ default: m.PauseDialog })));
const PublishDialog = lazy(() => dialogs().then((m) => ({ default: m.PublishDialog })));
const ConflictDialog = lazy(() => dialogs().then((m) => ({ default: m.ConflictDialog })));
const KeysDialog = lazy(() => dialogs().then((m) => ({ default: m.KeysDialog })));

/** The workflow editor. */
export function EditorPage() {
  const { workflowId = '' } = useParams({ strict: false }) as { workflowId?: string };
  const workflow = useQuery(workflowQuery(workflowId));
  const isArchived = workflow.data?.status === 'archived';
  useTitle(workflow.data?.name ?? strings.loading);
  return isArchived && workflow.data ? (
    <Archived key={workflowId} workflow={workflow.data} />
  ) : (
    <Editing key={workflowId} workflowId={workflowId} />
  );
}

function Archived({ workflow }: { workflow: Workflow }) {
  const copy = useQuery({ ...workingCopyQuery(workflow.id), staleTime: 0 });
  if (copy.error && !copy.data) {
    return <Failed error={copy.error} reset={() => location.reload()} />;
  }
  return copy.data ? (
    <Suspense>
      <ArchivedPage workflow={workflow} copy={copy.data} />
    </Suspense>
  ) : (
    <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>
  );
}

function Editing({ workflowId }: { workflowId: string }) {
  const workflow = useQuery(workflowQuery(workflowId));
  const opened = useOpened(workflowId);
  const error = workflow.error ?? opened.error;
  if (error && !(workflow.data && opened.data)) {
    return <Failed error={error} reset={() => location.reload()} />;
  }
  if (!workflow.data || !opened.data) {
    return <VisuallyHidden role="status">{strings.loading}</VisuallyHidden>;
  }
  return (
    <ReactFlowProvider key={workflowId}>
      <Workbench workflow={workflow.data} opened={opened.data} />
    </ReactFlowProvider>
  );
}

function Workbench({ workflow, opened }: { workflow: Workflow; opened: Opened }) {
  const { store, keeper } = opened;
  const names = useNames(useStore(store, (state) => cataloguesOf(state.document)));
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<Dialog>();
  const conflict = useStore(store, (state) => state.conflict);
  const [putOff, setPutOff] = useState<Conflict>();
  const [tab, setTab] = useState<'nodes' | 'outline'>('nodes');
  const [sidebar, setSidebar] = useSidebar();
  const { editor, quick, closeQuick, pickQuick, arranging, live } = useWorkbench(
    workflow.id,
    opened,
  );

  useEffect(() => {
    const leave = () => keeper.leave();
    const back = () => void keeper.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', back);
      void keeper.flush();
    };
  }, [keeper]);
  useLinkedNode(editor);
  useTriggerWarning(store);
  useTheRest();

  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['workflows'] }),
      queries.invalidateQueries({ queryKey: ['versions', workflow.id] }),
    ]);
  const finish = async (message: string) => {
    setDialog(undefined);
    notifyDone(message);
    await again();
  };
  /** Save or publish what is seen; if somebody was faster, the two are shown side by side. */
  const keep = async (call: typeof saveVersion, note: string): Promise<Saved> => {
    await keeper.flush();
    const { document } = store.getState();
    try {
      const saved = await call(workflow.id, toGraph(document), keeper.revision, note);
      keeper.know({ ...saved, basedOn: saved.version, unsaved: false });
      return saved;
    } catch (thrown) {
      if (isProblem(thrown) && thrown.code === 'stale') {
        await keeper.meet(thrown.more);
      }
      throw thrown;
    }
  };
  const openDialog = (next: Dialog) => {
    if (next === 'publish') {
      store.setState({ tried: true });
    }
    setDialog(next);
  };
  const asked = useRef(openDialog);
  asked.current = openDialog;
  const shortcuts = useMemo(
    () =>
      shortcutsOf({
        save: () => asked.current('save'),
        test: () => asked.current('test'),
        publish: () => asked.current('publish'),
        help: () => asked.current('keys'),
        find: () => {
          // Drawn and focused before the next key arrives: on the canvas letters are shortcuts.
          flushSync(() => {
            setSidebar(true);
            setTab('outline');
          });
          focusField('outline-search');
        },
      }),
    [setSidebar],
  );
  useShortcuts(editor, shortcuts);
  const showKeys = useCallback(() => setDialog('keys'), []);
  const close = () => setDialog(undefined);

  return (
    <EditorContext.Provider value={editor}>
      <NamesContext.Provider value={names}>
        <div className={classes.page}>
          <TopBar
            workflow={workflow}
            sidebar={sidebar}
            onSidebar={() => setSidebar(!sidebar)}
            open={openDialog}
            onConflict={() => setPutOff(undefined)}
            onResume={() =>
              moveWorkflow(workflow.id, 'resume')
                .then(keeper.moved.bind(keeper))
                .then(again)
                .catch((thrown) => notifyFailure(strings.notResumed, messageOf(thrown)))
            }
          />
          <div className={classes.body}>
            {sidebar && (
              <nav
                className={`${classes.left} ${classes.over}`}
                aria-label={strings.addNodes}
                data-panel
              >
                <SegmentedControl
                  m="sm"
                  mb={0}
                  size="xs"
                  aria-label={strings.leftSidebar}
                  data={[
                    { value: 'nodes', label: strings.addNodes },
                    { value: 'outline', label: strings.outline },
                  ]}
                  value={tab}
                  onChange={(value) => setTab(value as 'nodes' | 'outline')}
                />
                {tab === 'nodes' ? <Palette /> : <Outline />}
              </nav>
            )}
            <Box className={classes.canvas}>
              <EditorCanvas names={names} arranging={arranging} onKeys={showKeys} />
            </Box>
            <ConfigPanel />
          </div>
          <VisuallyHidden aria-live="polite">{live}</VisuallyHidden>
        </div>
        {quick && <QuickAdd request={quick} onPick={pickQuick} onClose={closeQuick} />}
        <Suspense>
          {dialog === 'test' && <TestDialog onClose={close} />}
          {dialog === 'clear' && (
            <ClearDialog
              onClose={close}
              basedOn={store.getState().basedOn}
              onClear={async () => {
                await keeper.flush();
                keeper.replace(await clearWorkingCopy(workflow.id, keeper.revision), strings.clear);
                close();
                await again();
              }}
            />
          )}
          {dialog === 'save' && (
            <SaveDialog
              onClose={close}
              onSave={async (note) =>
                finish(strings.saved((await keep(saveVersion, note)).version))
              }
            />
          )}
          {dialog === 'publish' && (
            <PublishDialog
              onClose={close}
              workflow={workflow}
              onPublish={async (note) =>
                finish(strings.published((await keep(publishGraph, note)).version))
              }
            />
          )}
          {dialog === 'pause' && (
            <PauseDialog
              onClose={close}
              onPause={async (cancel) => {
                keeper.moved(await moveWorkflow(workflow.id, 'pause'));
                if (cancel) {
                  await cancelRuns(workflow.id);
                }
                close();
                await again();
              }}
            />
          )}
          {dialog === 'keys' && <KeysDialog onClose={close} shortcuts={shortcuts} />}
          {conflict && conflict !== putOff && (
            <ConflictDialog
              conflict={conflict}
              onClose={() => setPutOff(conflict)}
              onMine={() => keeper.keepMine(conflict)}
              onTheirs={() => keeper.takeTheirs(conflict)}
            />
          )}
        </Suspense>
      </NamesContext.Provider>
    </EditorContext.Provider>
  );
}

/** Whether the left sidebar is shown; where it would cover the canvas, only when it is asked for. */
function useSidebar(): [boolean, (shown: boolean) => void] {
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const [wide, setWide] = useLocalStorage({
    key: 'parley.sidebar',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [narrow, setNarrow] = useState(false);
  return isNarrow ? [narrow, setNarrow] : [wide, setWide];
}

/** A link to a node opens the workflow with that node selected, its settings beside it. */
function useLinkedNode(editor: Editor): void {
  const { node } = useSearch({ strict: false }) as { node?: string };
  useEffect(() => {
    if (node !== undefined && editor.store.getState().document.nodes[node]) {
      editor.goTo(node);
    }
  }, [editor, node]);
}

/** At the first sign that somebody will do something here: before it is needed, after it is shown. */
function useTheRest(): void {
  useEffect(() => {
    // What cannot be fetched now is asked for again by whatever needs it.
    const fetchTheRest = () => void Promise.allSettled([fetchPanels(), dialogs()]);
    const signs = ['pointermove', 'keydown'] as const;
    for (const sign of signs) {
      window.addEventListener(sign, fetchTheRest, { once: true });
    }
    return () => {
      for (const sign of signs) {
        window.removeEventListener(sign, fetchTheRest);
      }
    };
  }, []);
}

/** A new trigger may block nodes that are there already: whoever changed it is told which. */
function useTriggerWarning(store: Opened['store']): void {
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const event = triggerOf(state.document)?.config.event;
        if (event && event !== triggerOf(before.document)?.config.event) {
          const broken = brokenBy(state.document, event);
          if (broken.length > 0) {
            notifyFailure(
              strings.broken,
              strings.blockedList(broken.map((node) => titleOf(node)).join(', ')),
            );
          }
        }
      }),
    [store],
  );
}
