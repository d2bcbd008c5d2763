import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { nonce } from '../../app/nonce';
import type { CodeFieldProps } from './CodeField';
import classes from './fields.module.css';

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

/** The code editor itself, in a file of its own because it is large. */
export default function CodeEditor({
  value,
  onChange,
  error,
  strict,
  minHeight = 110,
  labelledBy,
}: CodeFieldProps & { labelledBy: string }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const first = useRef({ value, strict, minHeight, labelledBy });

  useEffect(() => {
    const start = first.current;
    const made = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          history(),
          // Tab goes on to the next field, as everywhere else on the page.
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
          json(),
          bracketMatching(),
          closeBrackets(),
          syntaxHighlighting(colours),
          start.strict ? linter(jsonParseLinter()) : [],
          EditorView.lineWrapping,
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
