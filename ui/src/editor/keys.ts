import { useEffect } from 'react';
import { elementOf } from '../canvas/look';
import type { Editor } from './context';

/** One shortcut: what it is called, and what it does. */
export interface Shortcut {
  keys: string;
  title: string;
  group: 'Nodes' | 'Editing' | 'Canvas' | 'Workflow';
  /** Undefined where the browser or the canvas does it; it is listed all the same. */
  run?: (editor: Editor) => void;
}

export interface PageKeys {
  save(): void;
  test(): void;
  publish(): void;
  find(): void;
  help(): void;
}

const click = (name: string) =>
  document.querySelector<HTMLButtonElement>(`button[aria-label^="${name}"]`)?.click();

export function shortcutsOf(page: PageKeys): Shortcut[] {
  return [
    { group: 'Nodes', keys: '/', title: 'Add a node after the chosen one', run: quickAdd },
    { group: 'Nodes', keys: 'Enter', title: 'Choose a node; again: go to its settings' },
    { group: 'Nodes', keys: 'F2', title: 'Rename', run: () => focusField('node-name') },
    { group: 'Nodes', keys: 'Alt+ArrowDown', title: 'Go to the next node', run: (e) => walk(e, 1) },
    {
      group: 'Nodes',
      keys: 'Alt+ArrowUp',
      title: 'Go to the previous node',
      run: (e) => walk(e, -1),
    },
    { group: 'Nodes', keys: 'Arrows', title: 'Move the chosen nodes; with Shift further' },
    {
      group: 'Nodes',
      keys: 'Delete',
      title: 'Delete',
      run: (e) => e.store.getState().removeSelected(),
    },
    {
      group: 'Nodes',
      keys: 'Escape',
      title: 'Choose nothing; from a field: back to the canvas',
      run: (e) => e.store.getState().select([]),
    },
    { group: 'Editing', keys: 'Ctrl+Z', title: 'Undo', run: (e) => e.store.getState().undo() },
    {
      group: 'Editing',
      keys: 'Ctrl+Shift+Z',
      title: 'Redo',
      run: (e) => e.store.getState().redo(),
    },
    { group: 'Editing', keys: 'Ctrl+Y', title: 'Redo', run: (e) => e.store.getState().redo() },
    { group: 'Editing', keys: 'Ctrl+C', title: 'Copy' },
    { group: 'Editing', keys: 'Ctrl+X', title: 'Cut' },
    { group: 'Editing', keys: 'Ctrl+V', title: 'Paste, also from another workflow' },
    { group: 'Editing', keys: 'Ctrl+D', title: 'Duplicate', run: (e) => e.duplicate() },
    {
      group: 'Editing',
      keys: 'Ctrl+A',
      title: 'Select all',
      run: (e) => e.store.getState().select(Object.keys(e.store.getState().document.nodes)),
    },
    { group: 'Canvas', keys: 'Shift+L', title: 'Auto-layout', run: (e) => e.arrange() },
    { group: 'Canvas', keys: 'F', title: 'Fit', run: () => click('Fit') },
    { group: 'Canvas', keys: 'M', title: 'Mini map', run: () => click('Mini map') },
    { group: 'Canvas', keys: 'G', title: 'Snap to grid', run: () => click('Snap to grid') },
    { group: 'Canvas', keys: '+', title: 'Zoom in', run: () => click('Zoom in') },
    { group: 'Canvas', keys: '-', title: 'Zoom out', run: () => click('Zoom out') },
    { group: 'Canvas', keys: '1', title: '100 %', run: () => click('100 %') },
    {
      group: 'Canvas',
      keys: '2',
      title: 'Zoom to the selection',
      run: (e) => e.zoomToSelection(),
    },
    { group: 'Canvas', keys: 'Alt+Drag', title: 'Move without the grid' },
    { group: 'Canvas', keys: 'Shift+Drag', title: 'Select several' },
    { group: 'Workflow', keys: 'Ctrl+S', title: 'Save', run: page.save },
    { group: 'Workflow', keys: 'Ctrl+Enter', title: 'Test', run: page.test },
    { group: 'Workflow', keys: 'Ctrl+Shift+P', title: 'Publish', run: page.publish },
    { group: 'Workflow', keys: 'Ctrl+F', title: 'Find in workflow', run: page.find },
    { group: 'Workflow', keys: 'Ctrl+K', title: 'Go to a page, a workflow or a run' },
    { group: 'Workflow', keys: '?', title: 'Keyboard shortcuts', run: page.help },
  ];
}

/** After the node that has the focus, else into the chosen edge, else after the chosen node. */
function quickAdd(editor: Editor): void {
  const { selectedEdges } = editor.store.getState();
  const [edge] = selectedEdges;
  const focused = document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (focused) {
    editor.store.getState().select([focused]);
  }
  if (!focused && edge && selectedEdges.size === 1) {
    const line = document.querySelector(`.react-flow__edge[data-id="${CSS.escape(edge)}"]`);
    const box = line?.getBoundingClientRect();
    editor.quickAdd({ edge }, box && { x: box.left + box.width / 2, y: box.top + box.height / 2 });
  } else {
    editor.quickAdd({ nowhere: true });
  }
}

function walk(editor: Editor, step: 1 | -1): void {
  const nodes = [...document.querySelectorAll<HTMLElement>('.react-flow__node')];
  const at = nodes.findIndex((node) => editor.store.getState().selected.has(node.dataset.id ?? ''));
  const next = nodes[at < 0 ? 0 : Math.max(0, Math.min(nodes.length - 1, at + step))];
  if (next?.dataset.id) {
    editor.goTo(next.dataset.id);
    editor.focusNode(next.dataset.id);
  }
}

export function focusField(id: string): void {
  const field = document.getElementById(id);
  field?.focus();
  if (field instanceof HTMLInputElement) {
    field.select();
  }
}

const FIRST = 'aside[data-panel] :is(input, textarea):not([type="hidden"]):not(#node-name)';
const WRONG = 'aside[data-panel] :is([aria-invalid="true"], [data-error] input)';

/** The setting of that pointer in the panel, else one that is at fault, else the first. */
export function focusSetting(pointer: string | undefined): void {
  const field =
    pointer === undefined
      ? document.querySelector<HTMLElement>(FIRST)
      : (document.querySelector<HTMLElement>(`aside[data-panel] [id="field${pointer}"]`) ??
        document.querySelector<HTMLElement>(WRONG) ??
        document.querySelector<HTMLElement>(FIRST));
  field?.focus();
}

export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement)
  );
}

/** Whether something is open, or half written, that keys belong to instead. */
function isElsewhere({ target, isComposing }: KeyboardEvent): boolean {
  return (
    isComposing ||
    (target instanceof Element &&
      (target.getAttribute('aria-expanded') === 'true' && isField(target)
        ? true
        : target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null))
  );
}

/** Keys that are one letter, or delete: on a button they would do what nobody meant. */
const isSingle = (name: string) => name === 'Delete' || /^(Shift\+)?.$/.test(name);

const isOnBoard = (target: EventTarget | null) =>
  target instanceof Element && (target === document.body || target.closest('.react-flow') !== null);

/** The name of a key press as shortcuts are written. */
export function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || /[A-Z]/.test(key));
  return [
    ...(event.ctrlKey || event.metaKey ? ['Ctrl'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    key === 'Backspace' ? 'Delete' : key,
  ].join('+');
}

/** Carries out shortcuts, except where somebody types. */
export function useShortcuts(editor: Editor, shortcuts: Shortcut[]): void {
  useEffect(() => {
    const byKeys = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]));
    const always = new Set(['Ctrl+S', 'Ctrl+Enter', 'Ctrl+F', 'Ctrl+Shift+P']);
    const onKey = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (isElsewhere(event) || event.defaultPrevented) {
        return;
      }
      if (isField(event.target) && name === 'Escape') {
        // At once, so that the next key is not the field's any more.
        (event.target as HTMLElement).blur();
        const [chosen] = editor.store.getState().selected;
        if (chosen) {
          elementOf(chosen)?.focus({ preventScroll: true });
        }
        return;
      }
      if (name === 'Escape' && editor.store.getState().carried) {
        return;
      }
      const shortcut = byKeys.get(name);
      if (
        shortcut?.run &&
        (isField(event.target) ? always.has(name) : isOnBoard(event.target) || !isSingle(name))
      ) {
        event.preventDefault();
        shortcut.run(editor);
      } else if (name === 'Enter' && event.target instanceof HTMLElement) {
        // On the chosen node Enter goes on into its settings.
        const id = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
        if (id && event.target.classList.contains('react-flow__node')) {
          const isChosen = editor.store.getState().selected.has(id);
          if (isChosen) {
            event.preventDefault();
            event.stopPropagation();
            editor.store.setState({ asked: { node: id } });
          }
        }
      }
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [editor, shortcuts]);
}
