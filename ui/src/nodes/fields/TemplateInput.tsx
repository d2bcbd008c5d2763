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
 * A text with variables. While one is being typed, matching variables are offered below the field;
 * the field keeps the focus and the typed text. A variable is inserted only if the user chooses it
 * with the arrow keys or the mouse.
 */
export function TemplateInput(props: Props) {
  const { value, onChange, field, single, outside, rows, onBlur, onKeyDown, ...others } = props;
  const list = useId();
  const offering = useOffering(props);
  const { opening, active } = offering;
  const Input = single ? TextInput : Textarea;
  return (
    <Popover
      opened={opening !== undefined}
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
            onChange={offering.typed}
            onKeyDown={offering.keyed}
            onMouseDown={offering.close}
            onBlur={() => {
              offering.close();
              onBlur?.();
            }}
            aria-autocomplete="list"
            {...(opening ? { 'aria-controls': list, 'aria-activedescendant': active } : {})}
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
        {opening && (
          <Suggestions
            id={list}
            query={opening.query}
            outside={outside ?? false}
            choosing={offering.choosing}
            onActive={offering.setActive}
            onChoose={offering.choose}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Returns the variable that is being typed, if any, and the handlers that follow the typing. */
function useOffering({ value, onChange, field, onKeyDown }: Props) {
  /** The place of the caret while the user types. */
  const [caret, setCaret] = useState<number>();
  const [dismissed, setDismissed] = useState<number>();
  const [active, setActive] = useState<string>();
  const choosing = useRef<(key: string) => boolean>(() => false);
  const next = useRef<number>(undefined);
  const found = caret === undefined ? undefined : openingAt(value, caret);
  const opening = found?.from === dismissed ? undefined : found;

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
    // Suggestions that were closed stay closed for that variable only.
    if (openingAt(text, at)?.from !== dismissed) {
      setDismissed(undefined);
    }
  };
  const choose = (path: string) => {
    if (found) {
      const { from, to, insert, caret: after } = accepted(value, found, path);
      next.current = after;
      onChange(value.slice(0, from) + insert + value.slice(to));
      close();
      field.current?.focus();
    }
  };
  const keyed = (event: KeyboardEvent) => {
    if (opening && !event.nativeEvent.isComposing) {
      const isEscape = event.key === 'Escape';
      if (isEscape) {
        setDismissed(opening.from);
        setActive(undefined);
      }
      if (isEscape || choosing.current(event.key)) {
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
  return { opening, active, setActive, choosing, close, typed, choose, keyed };
}
