import { useEffect } from 'react';
import { elementOf } from '../../canvas/look';
import type { Editor } from '../document/context';
import { shortcutTitles as titles } from '../parts/shortcutStrings';

/** One keyboard shortcut. */
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
    { group: 'Nodes', keys: '/', title: titles.add, run: quickAdd },
    { group: 'Nodes', keys: 'Enter', title: titles.choose },
    { group: 'Nodes', keys: 'Double-click', title: titles.compose },
    { group: 'Nodes', keys: 'F2', title: titles.rename, run: () => focusField('node-name') },
    { group: 'Nodes', keys: 'Alt+ArrowDown', title: titles.next, run: (e) => walk(e, 1) },
    {
      group: 'Nodes',
      keys: 'Alt+ArrowUp',
      title: titles.previous,
      run: (e) => walk(e, -1),
    },
    { group: 'Nodes', keys: 'Arrows', title: titles.move },
    {
      group: 'Nodes',
      keys: 'Delete',
      title: titles.remove,
      run: (e) => e.store.getState().removeSelected(),
    },
    {
      group: 'Nodes',
      keys: 'Escape',
      title: titles.leave,
      run: (e) => e.store.getState().select([]),
    },
    { group: 'Editing', keys: 'Ctrl+Z', title: titles.undo, run: (e) => e.store.getState().undo() },
    {
      group: 'Editing',
      keys: 'Ctrl+Shift+Z',
      title: titles.redo,
      run: (e) => e.store.getState().redo(),
    },
    { group: 'Editing', keys: 'Ctrl+Y', title: titles.redo, run: (e) => e.store.getState().redo() },
    { group: 'Editing', keys: 'Ctrl+C', title: titles.copy },
    { group: 'Editing', keys: 'Ctrl+X', title: titles.cut },
    { group: 'Editing', keys: 'Ctrl+V', title: titles.paste },
    { group: 'Editing', keys: 'Ctrl+D', title: titles.duplicate, run: (e) => e.duplicate() },
    {
      group: 'Editing',
      keys: 'Ctrl+A',
      title: titles.selectAll,
      run: (e) => e.store.getState().select(Object.keys(e.store.getState().document.nodes)),
    },
    { group: 'Canvas', keys: 'Shift+L', title: titles.arrange, run: (e) => e.arrange() },
    { group: 'Canvas', keys: 'F', title: titles.fit, run: () => click(titles.fit) },
    { group: 'Canvas', keys: 'M', title: titles.miniMap, run: () => click(titles.miniMap) },
    { group: 'Canvas', keys: 'G', title: titles.snap, run: () => click(titles.snap) },
    { group: 'Canvas', keys: '+', title: titles.zoomIn, run: () => click(titles.zoomIn) },
    { group: 'Canvas', keys: '-', title: titles.zoomOut, run: () => click(titles.zoomOut) },
    { group: 'Canvas', keys: '1', title: titles.actualSize, run: () => click(titles.actualSize) },
    {
      group: 'Canvas',
      keys: '2',
      title: titles.zoomToSelection,
      run: (e) => e.zoomToSelection(),
    },
    { group: 'Canvas', keys: 'Alt+Drag', title: titles.moveFreely },
    { group: 'Canvas', keys: 'Shift+Drag', title: titles.selectSeveral },
    { group: 'Workflow', keys: 'Ctrl+S', title: titles.save, run: page.save },
    { group: 'Workflow', keys: 'Ctrl+Enter', title: titles.test, run: page.test },
    { group: 'Workflow', keys: 'Ctrl+Shift+P', title: titles.publish, run: page.publish },
    { group: 'Workflow', keys: 'Ctrl+F', title: titles.find, run: page.find },
    { group: 'Workflow', keys: 'Ctrl+K', title: titles.goTo },
    { group: 'Workflow', keys: '?', title: titles.help, run: page.help },
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

const OF_SUGGESTIONS = new Set(['Escape', 'Enter', 'Tab', 'ArrowUp', 'ArrowDown']);

/** Returns true if a field shows suggestions for its text. */
const isSuggesting = (target: Element) =>
  target.getAttribute('aria-autocomplete') === 'list' && target.hasAttribute('aria-controls');

/** Returns true if the key belongs to an open list, menu or dialog, or to text being composed. */
function isElsewhere({ target, isComposing, key }: KeyboardEvent): boolean {
  return (
    isComposing ||
    (target instanceof Element &&
      ((target.getAttribute('aria-expanded') === 'true' && isField(target)) ||
      (isSuggesting(target) && OF_SUGGESTIONS.has(key))
        ? true
        : target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null))
  );
}

/** Keys that are one letter, or Delete: on a button they would have unintended effects. */
const isSingle = (name: string) => name === 'Delete' || /^(Shift\+)?.$/.test(name);

/** A click on the empty canvas leaves the focus with the page or with what holds it. */
const isOnBoard = (target: EventTarget | null) =>
  target instanceof Element &&
  (target === document.body || target.matches('main') || target.closest('.react-flow') !== null);

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

/** Runs shortcuts, except while the user types in a field. */
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
        // At once, so that the field does not get the next key.
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
        // On the selected node, Enter moves to its settings.
        const id = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
        if (id && event.target.classList.contains('react-flow__node')) {
          const isChosen = editor.store.getState().selected.has(id);
          if (isChosen) {
            event.preventDefault();
            event.stopPropagation();
            if (!editor.compose(id)) {
              editor.store.setState({ asked: { node: id } });
            }
          }
        }
      }
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [editor, shortcuts]);
}
