import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { strings } from '../words';
import classes from './fields.module.css';
import { sampleOf, useAllVariables } from './Suggestions';
import { suggested } from './suggest';

interface Props {
  outside: boolean;
  onPick(path: string): void;
}

/** A searchable list of the variables that a template can use; arrow keys and Enter choose. */
export function VariableList({ outside, onPick }: Props) {
  const all = useAllVariables(outside);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const found = search.trim() === '' ? all : suggested(all, search.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((now) => Math.max(0, Math.min(found.length - 1, now + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = found[at];
      if (chosen) {
        onPick(chosen.path);
      }
    }
  };
  return (
    <>
      <TextInput
        aria-label={strings.searchVariables}
        placeholder={strings.searchVariables}
        value={search}
        data-autofocus
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
        }}
      />
      <ScrollArea.Autosize mah={300} mt="xs" type="auto">
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {strings.noVariable}
          </Text>
        )}
        {found.map((variable, i) => (
          <div key={variable.path}>
            {variable.group !== found[i - 1]?.group && (
              <Text size="xs" fw={600} c="dimmed" mt={6} px={6}>
                {variable.group}
              </Text>
            )}
            <UnstyledButton
              className={classes.option}
              data-active={i === at || undefined}
              onClick={() => onPick(variable.path)}
            >
              <Text size="sm">{variable.title}</Text>
              <Text size="xs" c="dimmed" truncate>
                {sampleOf(variable)}
              </Text>
            </UnstyledButton>
          </div>
        ))}
      </ScrollArea.Autosize>
    </>
  );
}
