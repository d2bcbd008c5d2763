import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { nonce } from '../../parts/nonce';
import type { Variable } from '../panel';
import classes from './fields.module.css';
import { accepted, openingAt, suggested } from './suggest';

export interface CodeFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  description?: string;
  error?: string | undefined;
  /** Marks what is not JSON. Off for templates, which become JSON only once filled in. */
  strict?: boolean;
  minHeight?: number;
  readOnly?: boolean | undefined;
  /** Its texts are templates, so variables are offered while one types. */
  templates?: boolean;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'light-dark(#3b2fa3, #b3b8ff)' },
  { tag: tags.string, color: 'light-dark(#0b6b3a, #8ce0b0)' },
  { tag: tags.number, color: 'light-dark(#8f3d00, #ffc285)' },
  { tag: [tags.bool, tags.null], color: 'light-dark(#8a1a6b, #ffa8df)' },
]);

const look = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit', maxHeight: '420px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'currentColor' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(#dfe3ff, #3b3f63) !important',
  },
  '.cm-scroller': { overflow: 'auto' },
});

const lintJson = jsonParseLinter();

/** Nothing at all is no JSON, and nothing to complain about. */
const lintUnlessEmpty: ReturnType<typeof jsonParseLinter> = (view) =>
  view.state.doc.toString().trim() === '' ? [] : lintJson(view);

/** The variables that go with what is being written, as the other text fields offer them. */
function completions(context: CompletionContext, variables: Variable[]): CompletionResult | null {
  const text = context.state.doc.toString();
  const opening = openingAt(text, context.pos);
  if (!opening) {
    return null;
  }
  const found = suggested(variables, opening.query);
  return {
    from: opening.from,
    to: context.pos,
    filter: false,
    options: found.map((one) => ({
      label: one.path,
      displayLabel: `${one.group}: ${one.title}`,
      detail: one.path,
      apply: (view, completion) => {
        const now = view.state.doc.toString();
        const caret = view.state.selection.main.head;
        const change = accepted(now, openingAt(now, caret) ?? opening, one.path);
        view.dispatch({
          changes: { from: change.from, to: change.to, insert: change.insert },
          selection: { anchor: change.caret },
          annotations: pickedCompletion.of(completion),
          userEvent: 'input.complete',
        });
      },
    })),
  };
}

/** The code editor itself, in a file of its own because it is large. */
export default function CodeEditor({
  value,
  onChange,
  error,
  strict,
  minHeight = 110,
  labelledBy,
  readOnly,
  variables,
}: CodeFieldProps & { labelledBy: string; variables?: Variable[] }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const first = useRef({ value, strict, minHeight, labelledBy, readOnly });
  const offered = useRef(variables);
  offered.current = variables;

  useEffect(() => {
    const start = first.current;
    const made = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          history(),
          // Tab moves to the next field, as everywhere else on the page.
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
          json(),
          bracketMatching(),
          closeBrackets(),
          syntaxHighlighting(colours),
          start.strict ? linter(lintUnlessEmpty) : [],
          offered.current
            ? autocompletion({
                override: [(context) => completions(context, offered.current ?? [])],
                // Only what was chosen is taken over.
                selectOnOpen: false,
                interactionDelay: 0,
                icons: false,
              })
            : [],
          keymap.of([{ key: 'Tab', run: acceptCompletion }]),
          EditorView.lineWrapping,
          start.readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
          look,
          EditorView.contentAttributes.of({ 'aria-labelledby': start.labelledBy }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              changed.current(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
    made.dom.style.minHeight = `${start.minHeight}px`;
    view.current = made;
    return () => made.destroy();
  }, []);

  // What was changed elsewhere, by undo for example, is shown here too.
  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    }
  }, [value]);

  return <div ref={place} className={classes.code} data-invalid={error ? true : undefined} />;
}
