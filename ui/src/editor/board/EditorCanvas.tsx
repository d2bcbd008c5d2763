import { useLocalStorage } from '@mantine/hooks';
import { IconGridDots, IconKeyboard, IconWand } from '@tabler/icons-react';
import { Background, BackgroundVariant } from '@xyflow/react';
import { lazy, memo, Suspense, useCallback, useMemo, useState } from 'react';
import { useMiniMap } from '../../canvas/firstView';
import { ActionsContext, CanvasContext } from '../../canvas/state';
import { Tool, Tools } from '../../canvas/Tools';
import type { Names } from '../../nodes/names';
import { useEditor } from '../document/context';
import { strings } from '../parts/strings';
import { Board, BoardMap } from './Board';
import type { MenuAt } from './ContextMenu';

const CardComposer = lazy(() =>
  import('./CardComposer').then((m) => ({ default: m.CardComposer })),
);
const ContextMenu = lazy(() => import('./ContextMenu').then((m) => ({ default: m.ContextMenu })));

interface Props {
  names: Names;
  arranging: boolean;
  /** Kept the same by the caller, since everything on the canvas hangs from it. */
  onKeys(): void;
}

/** The drawing board. What is drawn is the document; how it is looked at stays here. */
export const EditorCanvas = memo(function EditorCanvas({ names, arranging, onKeys }: Props) {
  const editor = useEditor();
  const { store } = editor;
  const [snap, setSnap] = useLocalStorage({
    key: 'parley.snap',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const [miniMap, setMiniMap] = useMiniMap();
  const [menu, setMenu] = useState<MenuAt>();
  const closeMenu = useCallback(() => setMenu(undefined), []);
  const actions = useMemo(
    () => ({
      quickAdd: editor.quickAdd,
      Composer: CardComposer,
      removeEdge: (id: string) => {
        store.getState().select([], [id]);
        store.getState().removeSelected();
      },
    }),
    [editor, store],
  );
  const around = useMemo(
    () => (
      <>
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
        {miniMap && <BoardMap />}
        <Tools miniMap={miniMap} onMiniMap={setMiniMap}>
          <Tool label={strings.snapToGrid} pressed={snap} onClick={() => setSnap(!snap)}>
            <IconGridDots size={18} aria-hidden />
          </Tool>
          <Tool label={strings.autoLayout} shortcut="Shift+L" onClick={editor.arrange}>
            <IconWand size={18} aria-hidden />
          </Tool>
          <Tool label={strings.shortcuts} shortcut="?" onClick={onKeys}>
            <IconKeyboard size={18} aria-hidden />
          </Tool>
        </Tools>
      </>
    ),
    [editor, snap, setSnap, miniMap, setMiniMap, onKeys],
  );

  return (
    <CanvasContext.Provider value={store}>
      <ActionsContext.Provider value={actions}>
        <Board names={names} arranging={arranging} snap={snap} miniMap={miniMap} openMenu={setMenu}>
          {around}
        </Board>
        {menu && (
          <Suspense>
            <ContextMenu {...menu} onClose={closeMenu} />
          </Suspense>
        )}
      </ActionsContext.Provider>
    </CanvasContext.Provider>
  );
});
