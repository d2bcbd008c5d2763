import { Box, VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { useMay } from '../api/session';
import type { Workflow } from '../api/types';
import { NamesContext } from '../canvas/StepCard';
import { cataloguesOf, useNames } from '../nodes/catalogues';
import { focusField, type Shortcut, shortcutsOf, useShortcuts } from './actions/keys';
import { EditorCanvas } from './board/EditorCanvas';
import { EditorContext } from './document/context';
import { useSaving } from './document/saving';
import type { Opened } from './document/session';
import type { Conflict } from './document/store';
import { EditorDialogs } from './EditorDialogs';
import { useFetchAhead, useKeeping, useLinkedNode, useTriggerWarning } from './opening';
import { LeftSidebar, type LeftTab, useSidebar } from './palette/LeftSidebar';
import { QuickAdd } from './palette/QuickAdd';
import { ConfigPanel } from './panel/ConfigPanel';
import classes from './parts/editor.module.css';
import { type Dialog, TopBar } from './TopBar';
import { useWorkbench } from './useWorkbench';

/** The editor of one open workflow: its bars, its canvas and its dialogs. */
export function Workbench({ workflow, opened }: { workflow: Workflow; opened: Opened }) {
  const { store } = opened;
  const names = useNames(useStore(store, (state) => cataloguesOf(state.document)));
  const saving = useSaving(workflow.id, opened);
  const [dialog, setDialog] = useState<Dialog>();
  const [putOff, setPutOff] = useState<Conflict>();
  const [tab, setTab] = useState<LeftTab>('nodes');
  const [sidebar, setSidebar] = useSidebar();
  const bench = useWorkbench(workflow.id, opened);
  const { editor } = bench;
  useKeeping(opened);
  useLinkedNode(editor);
  useTriggerWarning(store);
  useFetchAhead();

  const mayPublish = useMay()('workflows:publish');
  const open = useCallback(
    (next: Dialog) => {
      if (next === 'publish' && !mayPublish) {
        return;
      }
      if (next === 'publish') {
        store.setState({ tried: true });
      }
      setDialog(next);
    },
    [store, mayPublish],
  );
  const shortcuts = usePageShortcuts(open, () => {
    // Drawn and focused before the next key arrives: on the canvas letters are shortcuts.
    flushSync(() => {
      setSidebar(true);
      setTab('outline');
    });
    focusField('outline-search');
  });
  useShortcuts(editor, shortcuts);
  const showKeys = useCallback(() => open('keys'), [open]);

  return (
    <EditorContext.Provider value={editor}>
      <NamesContext.Provider value={names}>
        <div className={classes.page}>
          <TopBar
            workflow={workflow}
            sidebar={sidebar}
            onSidebar={() => setSidebar(!sidebar)}
            open={open}
            onConflict={() => setPutOff(undefined)}
            onResume={saving.resume}
          />
          <div className={classes.body}>
            {sidebar && <LeftSidebar tab={tab} onTab={setTab} />}
            <Box className={classes.canvas}>
              <EditorCanvas names={names} arranging={bench.arranging} onKeys={showKeys} />
            </Box>
            <ConfigPanel />
          </div>
          <VisuallyHidden aria-live="polite">{bench.live}</VisuallyHidden>
        </div>
        {bench.quick && (
          <QuickAdd request={bench.quick} onPick={bench.pickQuick} onClose={bench.closeQuick} />
        )}
        <EditorDialogs
          workflow={workflow}
          opened={opened}
          saving={saving}
          shortcuts={shortcuts}
          dialog={dialog}
          close={() => setDialog(undefined)}
          putOff={putOff}
          onPutOff={setPutOff}
        />
      </NamesContext.Provider>
    </EditorContext.Provider>
  );
}

/** Returns all shortcuts of the editor, the same list each time. */
function usePageShortcuts(open: (dialog: Dialog) => void, find: () => void): Shortcut[] {
  const latestFind = useRef(find);
  latestFind.current = find;
  return useMemo(
    () =>
      shortcutsOf({
        save: () => open('save'),
        test: () => open('test'),
        publish: () => open('publish'),
        help: () => open('keys'),
        find: () => latestFind.current(),
      }),
    [open],
  );
}
