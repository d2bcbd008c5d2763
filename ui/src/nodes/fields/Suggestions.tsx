import { ScrollArea, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTemplating, type Variable } from '../panel';
import { shortened, strings } from '../words';
import classes from './fields.module.css';
import { suggested } from './suggest';

interface Props {
  id: string;
  /** The part of the name typed so far. */
  query: string;
  outside: boolean;
  /** Receives the key handler of the list, which returns true if it handled the key. */
  choosing: RefObject<(key: string) => boolean>;
  /** Called with the ID of the option that the arrow keys have reached. */
  onActive(id: string | undefined): void;
  onChoose(path: string): void;
}

/** The variables that match the text being typed. None is selected until the user selects one. */
export function Suggestions({ id, query, outside, choosing, onActive, onChoose }: Props) {
  const all = useAllVariables(outside);
  // Nothing is offered once a name is written out.
  const found = all.some((one) => one.path === query) ? [] : suggested(all, query);
  const [at, setAt] = useState({ query, index: -1 });
  // Another letter, other suggestions: none of them is chosen.
  const index = at.query === query ? Math.min(at.index, found.length - 1) : -1;
  const list = useRef<HTMLDivElement>(null);
  const idOf = (i: number) => `${id}-${i}`;
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView?.({ block: 'nearest' });
    onActive(index < 0 ? undefined : `${id}-${index}`);
  }, [index, id, onActive]);
  choosing.current = (key) => {
    if (found.length === 0) {
      return false;
    }
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      const next = index < 0 && step < 0 ? found.length - 1 : index + step;
      setAt({ query, index: Math.min(found.length - 1, Math.max(-1, next)) });
      return true;
    }
    const chosen = found[index];
    if (chosen && (key === 'Enter' || key === 'Tab')) {
      onChoose(chosen.path);
      return true;
    }
    return false;
  };
  return (
    <>
      <VisuallyHidden aria-live="polite">{strings.suggestions(found.length)}</VisuallyHidden>
      <ScrollArea.Autosize mah={260} type="auto" viewportProps={{ tabIndex: 0 }}>
        <div id={id} ref={list} role="listbox" aria-label={strings.variables}>
          {found.map((variable, i) => (
            <UnstyledButton
              key={variable.path}
              id={idOf(i)}
              role="option"
              aria-selected={i === index}
              tabIndex={-1}
              className={classes.option}
              data-active={i === index || undefined}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(variable.path)}
            >
              {variable.group !== found[i - 1]?.group && (
                <Text size="xs" fw={600} c="dimmed" component="span" display="block">
                  {variable.group}
                </Text>
              )}
              <Text size="sm" component="span" display="block">
                {variable.title}
              </Text>
              <Text size="xs" c="dimmed" truncate component="span" display="block">
                {sampleOf(variable)}
              </Text>
            </UnstyledButton>
          ))}
        </div>
        {found.length > 0 && (
          <Text size="xs" c="dimmed" p="4px 8px 2px">
            {strings.howToChoose}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  );
}

/** Returns the variables that can be used here; secrets only in text sent to another system. */
export function useAllVariables(outside: boolean): Variable[] {
  const { variables, secrets } = useTemplating();
  return outside
    ? [
        ...variables,
        ...secrets.map((name) => ({ path: `secrets.${name}`, title: name, group: 'Secrets' })),
      ]
    : variables;
}

/** Returns the path of a variable, followed by its sample value if there is one. */
export function sampleOf({ sample, path }: Variable): string {
  if (sample === undefined || sample === null || sample === '') {
    return path;
  }
  return `${path} = ${shortened(typeof sample === 'string' ? sample : JSON.stringify(sample), 40)}`;
}
