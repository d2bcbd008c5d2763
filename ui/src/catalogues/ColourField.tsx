import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { colourNames, colourOf } from '../parts/colours';
import classes from './catalogues.module.css';
import { strings } from './strings';

interface Props {
  label: string;
  value: string;
  onChange: (colour: string) => void;
  error?: string | undefined;
}

/** One of a few colours, each with its name; the arrow keys go from one to the next. */
export function ColourField({ label, value, onChange, error }: Props) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  // A colour that another system chose stays choosable.
  const all: readonly string[] = colourNames.some((name) => name === value)
    ? colourNames
    : [value, ...colourNames];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    const next = all[(all.indexOf(value) + step + all.length) % all.length] ?? value;
    onChange(next);
    group.current?.querySelector<HTMLElement>(`[data-colour="${next}"]`)?.focus();
  };
  return (
    <div>
      <span id={id} className={classes.fieldLabel}>
        {label}
      </span>
      <div
        ref={group}
        role="radiogroup"
        aria-labelledby={id}
        className={classes.colours}
        onKeyDown={move}
      >
        {all.map((colour) => (
          <UnstyledButton
            key={colour}
            role="radio"
            data-colour={colour}
            aria-checked={colour === value}
            aria-label={strings.colours[colour] ?? colour}
            title={strings.colours[colour] ?? colour}
            tabIndex={colour === value ? 0 : -1}
            className={classes.colour}
            style={{ background: colourOf(colour) }}
            onClick={() => onChange(colour)}
          >
            {colour === value && <IconCheck size={16} stroke={3} aria-hidden />}
          </UnstyledButton>
        ))}
      </div>
      {error && (
        <div className={classes.fieldError} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
