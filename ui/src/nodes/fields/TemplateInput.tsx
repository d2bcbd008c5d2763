import { Popover, Textarea, TextInput } from '@mantine/core';
import {
  type ChangeEvent,
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { strings } from '../words';
import { Suggestions } from './Suggestions';
import { accepted, openingAt } from './suggest';

export type TemplateElement = HTMLTextAreaElement & HTMLInputElement;

interface Props {
  id?: string | undefined;
  value: string;
  onChange(value: string): void;
  field: RefObject<TemplateElement | null>;
  'aria-label'?: string | undefined;
  placeholder?: string | undefined;
  description?: string | undefined;
  error?: string | undefined;
  rows?: number | undefined;
  single?: boolean | undefined;
  outside?: boolean | undefined;
  spellCheck?: boolean | undefined;
  onBlur?(): void;
  onKeyDown?(event: KeyboardEvent): void;
}

/**
 * A text with variables. While one is being written those that go with it are offered beside the
 * field; the field keeps the focus and whatever is typed. Only what was chosen, with the arrow keys
 * or the mouse, is ever taken over.
 */
export function TemplateInput(props: Props) {
  const { value, onChange, field, single, outside, rows, onBlur, onKeyDown, ...others } = props;
  const list = useId();
  /** Where the caret is, while somebody types. */
  const [caret, setCaret] = useState<number>();
  const [dismissed, setDismissed] = useState<number>();
  const [active, setActive] = useState<string>();
  const choosing = useRef<(key: string) => boolean>(() => false);
  const next = useRef<number>(undefined);
  const opening = caret === undefined ? undefined : openingAt(value, caret);
  const shown = opening !== undefined && opening.from !== dismissed;

  useLayoutEffect(() => {
    if (next.current !== undefined) {
      field.current?.setSelectionRange(next.current, next.current);
      next.current = undefined;
    }
  });
  const close = () => {
    setCaret(undefined);
    setActive(undefined);
  };
  const typed = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const { value: text, selectionStart } = event.currentTarget;
    onChange(text);
    const at = selectionStart ?? text.length;
    setCaret(at);
    // What was closed stays closed for that variable, and for no other.
    if (openingAt(text, at)?.from !== dismissed) {
      setDismissed(undefined);
    }
  };
  const choose = (path: string) => {
    if (opening) {
      const { from, to, insert, caret: after } = accepted(value, opening, path);
      next.current = after;
      onChange(value.slice(0, from) + insert + value.slice(to));
      close();
      field.current?.focus();
    }
  };
  const keyed = (event: KeyboardEvent) => {
    if (shown && !event.nativeEvent.isComposing) {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setDismissed(opening.from);
        setActive(undefined);
        return;
      }
      if (choosing.current(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
    }
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key)) {
      close();
    }
    onKeyDown?.(event);
  };
  const Input = single ? TextInput : Textarea;
  return (
    <Popover
      opened={shown}
      position="bottom-start"
      width="target"
      offset={4}
      trapFocus={false}
      returnFocus={false}
      closeOnEscape={false}
      withRoles={false}
      withinPortal
      hideDetached={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <div>
          <Input
            {...others}
            ref={field}
            value={value}
            onChange={typed}
            onKeyDown={keyed}
            onMouseDown={close}
            onBlur={() => {
              close();
              onBlur?.();
            }}
            aria-autocomplete="list"
            {...(shown ? { 'aria-controls': list, 'aria-activedescendant': active } : {})}
            {...(single ? {} : { autosize: true, minRows: rows ?? 3, maxRows: 14 })}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown
        p={4}
        miw={300}
        role="region"
        aria-label={strings.suggested}
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown && (
          <Suggestions
            id={list}
            query={opening.query}
            outside={outside ?? false}
            choosing={choosing}
            onActive={setActive}
            onChoose={choose}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
