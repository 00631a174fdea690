import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Diagnostic } from '../language/program.ts';

export interface EditorHandle {
  setText(text: string): void;
  setDiagnostics(diagnostics: readonly Diagnostic[]): void;
  setReadonly(on: boolean): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly root: ShadowRoot;
  readonly text: string;
  readonly label: string;
  readonly readonly: boolean;
  readonly changed: (text: string) => void;
}

/** Weight and slant only: hues mean thread state. */
const ink = HighlightStyle.define([
  { tag: tags.keyword, fontWeight: '650' },
  { tag: [tags.bool, tags.null], fontWeight: '650' },
  { tag: tags.comment, fontStyle: 'italic', color: 'var(--ink-3)' },
  { tag: tags.string, color: 'var(--ink-3)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { font: '400 12.6px/17.8px var(--mono)', fontFeatureSettings: '"calt" 0' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: '0', paddingLeft: '4px' },
  '.cm-lineNumbers .cm-gutterElement': { fontSize: '11px', padding: '0 10px 0 4px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--sunken)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--line-2)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--edge)',
  },
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-2)',
    borderRadius: '6px',
    font: '400 12.5px/1.4 var(--sans)',
    maxWidth: '44ch',
  },
  '.cm-diagnostic-error, .cm-diagnostic-warning': { borderLeft: '3px solid var(--bad)' },
});

/** Positions of a diagnostic in the document; it may be older than the text, so everything is clamped. */
function place(state: EditorState, d: Diagnostic) {
  const at = (line: number, column: number) => {
    const l = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
    return Math.min(l.to, l.from + Math.max(0, column - 1));
  };
  const from = at(d.line, d.column);
  return { from, to: Math.max(from, at(d.endLine, d.endColumn)) };
}

export function createEditor(options: EditorOptions): EditorHandle {
  const readonly = new Compartment();
  let quiet = false;
  const view = new EditorView({
    parent: options.parent,
    root: options.root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('    '),
        bracketMatching(),
        highlightActiveLine(),
        python(),
        syntaxHighlighting(ink),
        theme,
        // Escape, then Tab, leaves: CodeMirror's own way out of indentWithTab.
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        readonly.of(EditorState.readOnly.of(options.readonly)),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          'aria-description': 'Tab indents. Press Escape, then Tab, to leave the editor.',
          spellcheck: 'false',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) options.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText(text) {
      if (text === view.state.doc.toString()) return;
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      quiet = false;
    },
    setDiagnostics(diagnostics) {
      const marks = diagnostics.map((d) => ({
        ...place(view.state, d),
        severity: d.severity,
        message: d.suggestion ? `${d.message} ${d.suggestion}` : d.message,
      }));
      view.dispatch(setDiagnostics(view.state, marks));
    },
    setReadonly(on) {
      view.dispatch({ effects: readonly.reconfigure(EditorState.readOnly.of(on)) });
    },
    destroy: () => view.destroy(),
  };
}
