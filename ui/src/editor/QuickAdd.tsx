import { Portal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { QuickAddFrom } from '../canvas/state';
import { OFFERS, search } from './catalogue';
import { useEditor, useEditorState } from './context';
import classes from './editor.module.css';
import { tint } from './Palette';
import { type Addable, whyNot } from './placing';
import { strings } from './strings';

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

/** A short list beside the place where the node is wanted: type, arrows, Enter. */
export function QuickAdd({ request, onPick, onClose }: Props) {
  const editor = useEditor();
  const document_ = useEditorState((state) => state.document);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const box = useClickOutside(onClose);
  const list = useRef<HTMLDivElement>(null);
  const found = search(CHOICES, text);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  });
  const pick = (i: number) => {
    const offer = found[i];
    if (offer) {
      const reason = whyNot(document_, offer);
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
        <div
          ref={list}
          id="quick-add-list"
          role="listbox"
          aria-label={strings.quickAdd}
          className={classes.quickList}
        >
          {found.map((offer, i) => {
            const reason = whyNot(document_, offer);
            return (
              <UnstyledButton
                key={offer.key}
                id={`quick-add-${offer.key}`}
                role="option"
                aria-selected={i === at}
                aria-disabled={reason !== undefined}
                title={reason ?? offer.help}
                tabIndex={-1}
                className={classes.offer}
                data-active={i === at || undefined}
                onClick={() => pick(i)}
              >
                <span className={classes.offerIcon} style={{ color: tint(offer.colour) }}>
                  <offer.icon size={18} stroke={1.8} aria-hidden />
                </span>
                <span className={classes.offerTitle}>{offer.title}</span>
              </UnstyledButton>
            );
          })}
          {found.length === 0 && (
            <Text size="sm" c="dimmed" p="xs">
              {strings.nothingFound}
            </Text>
          )}
        </div>
      </div>
    </Portal>
  );
}
