import { Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type Icon, IconLayoutList, IconSearch, IconTopologyStar3 } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useMay } from '../api/session';
import { workflowsNamed } from '../api/workflows';
import { addresses } from '../frame/addresses';
import { Dialog } from '../parts/Dialog';
import classes from './GoTo.module.css';
import { navigation } from './navigation';
import { strings } from './strings';

interface Way {
  to: string;
  title: string;
  hint?: string;
  icon: Icon;
}

const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Goes to pages, to workflows by name and to runs by id: type, use the arrow keys, press Enter. */
export function GoTo({ close }: { close: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { ways, isStale } = useWays(text);
  const chosen = Math.min(at, ways.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const go = (way: Way | undefined) => {
    if (way) {
      close();
      navigate({ to: way.to });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends a composition chooses a word, not a way.
    if (event.nativeEvent.isComposing) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(ways.length - 1, chosen + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(ways[chosen]);
    }
  };
  return (
    <Dialog close={close} title={strings.goTo}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="go-to"
        aria-activedescendant={ways[chosen] ? `go-to-${chosen}` : undefined}
        aria-label={strings.goToWhere}
        placeholder={strings.goToWhere}
        leftSection={<IconSearch size={17} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="go-to" role="listbox" aria-label={strings.goTo} ref={list} className={classes.ways}>
        {ways.map((way, i) => (
          <UnstyledButton
            key={way.to}
            id={`go-to-${i}`}
            role="option"
            aria-selected={i === chosen}
            tabIndex={-1}
            className={classes.way}
            onClick={() => go(way)}
          >
            <way.icon size={18} stroke={1.7} aria-hidden />
            <Text span size="sm" truncate flex={1}>
              {way.title}
            </Text>
            {way.hint && (
              <Text span size="xs" className={classes.hint}>
                {way.hint}
              </Text>
            )}
          </UnstyledButton>
        ))}
      </div>
      {ways.length === 0 && !isStale && (
        <Text size="sm" c="dimmed" p="xs" role="status">
          {strings.goToNothing}
        </Text>
      )}
    </Dialog>
  );
}

function useWays(text: string): { ways: Way[]; isStale: boolean } {
  const known = useRouter().routesByPath;
  const may = useMay();
  const wanted = text.trim();
  const [asked] = useDebouncedValue(wanted, 120);
  const workflows = useQuery({ ...workflowsNamed(asked), placeholderData: keepPreviousData });
  const fits = (name: string) => name.toLowerCase().includes(wanted.toLowerCase());
  const pages = navigation.filter(
    ({ to, label, scope }) => to in known && may(scope) && fits(label),
  );
  // Until the answer for what is typed is here, what the last one had must fit it.
  const isStale = asked !== wanted || workflows.isFetching;
  const named = (workflows.data?.items ?? []).filter(({ name }) => !isStale || fits(name));
  const ways = [
    ...(RUN_ID.test(wanted)
      ? [{ to: addresses.run(wanted), title: strings.goToRun(wanted), icon: IconLayoutList }]
      : []),
    ...pages.map(({ to, label, icon }) => ({ to, title: label, icon })),
    ...named.map(({ id, name }) => ({
      to: addresses.workflow(id),
      title: name,
      hint: strings.workflow,
      icon: IconTopologyStar3,
    })),
  ];
  return { ways, isStale };
}
