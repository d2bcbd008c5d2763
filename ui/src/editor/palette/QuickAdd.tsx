import { Portal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { QuickAddFrom } from '../../canvas/state';
import { useEditor, useEditorState } from '../document/context';
import { type Addable, whyNot } from '../document/placing';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { OFFERS, search } from './catalogue';
import { tint } from './Palette';

export interface QuickAddRequest {
  from: QuickAddFrom;
  at: { x: number; y: number };
}

interface Props {
  request: QuickAddRequest;
  onPick(what: Addable): void;
  onClose(): void;
}

const SIZE = { width: 270, height: 330 };
const CHOICES = OFFERS.filter((offer) => offer.kind !== 'trigger');

/** A short list next to the place for the new node: type, use the arrow keys, press Enter. */
export function QuickAdd({ request, onPick, onClose }: Props) {
  const editor = useEditor();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const box = useClickOutside(onClose);
  const found = search(CHOICES, text);
  const pick = (i: number) => {
    const offer = found[i];
    if (offer) {
      const reason = whyNot(editor.store.getState().document, offer);
      if (reason) {
        editor.say(reason);
      } else {
        onPick(offer);
      }
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    event.stopPropagation();
    if (step) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(found.length - 1, now + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      pick(at);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    }
  };
  const left = Math.max(8, Math.min(request.at.x, window.innerWidth - SIZE.width - 12));
  const top = Math.max(8, Math.min(request.at.y, window.innerHeight - SIZE.height - 12));
  return (
    <Portal>
      <div
        ref={box}
        role="dialog"
        aria-label={strings.quickAdd}
        className={classes.quickAdd}
        style={{ left, top, width: SIZE.width, maxHeight: SIZE.height }}
      >
        <TextInput
          autoFocus
          aria-label={strings.search}
          placeholder={strings.search}
          value={text}
          role="combobox"
          aria-expanded
          aria-controls="quick-add-list"
          aria-activedescendant={found[at] ? `quick-add-${found[at].key}` : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Choices found={found} at={at} onPick={pick} />
      </div>
    </Portal>
  );
}

interface ChoicesProps {
  found: typeof CHOICES;
  /** The index of the choice that Enter picks. */
  at: number;
  onPick(index: number): void;
}

function Choices({ found, at, onPick }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div
      ref={list}
      id="quick-add-list"
      role="listbox"
      aria-label={strings.quickAdd}
      className={classes.quickList}
    >
      {found.map((offer, i) => (
        <Choice key={offer.key} offer={offer} isActive={i === at} onPick={() => onPick(i)} />
      ))}
      {found.length === 0 && (
        <Text size="sm" c="dimmed" p="xs">
          {strings.nothingFound}
        </Text>
      )}
    </div>
  );
}

interface ChoiceProps {
  offer: (typeof CHOICES)[number];
  isActive: boolean;
  onPick(): void;
}

function Choice({ offer, isActive, onPick }: ChoiceProps) {
  const reason = useEditorState((state) => whyNot(state.document, offer));
  return (
    <UnstyledButton
      id={`quick-add-${offer.key}`}
      role="option"
      aria-selected={isActive}
      aria-disabled={reason !== undefined}
      title={reason ?? offer.help}
      tabIndex={-1}
      className={classes.offer}
      data-active={isActive || undefined}
      onClick={onPick}
    >
      <span className={classes.offerIcon} style={{ color: tint(offer.color) }}>
        <offer.icon size={18} stroke={1.8} aria-hidden />
      </span>
      <span className={classes.offerTitle}>{offer.title}</span>
    </UnstyledButton>
  );
}
