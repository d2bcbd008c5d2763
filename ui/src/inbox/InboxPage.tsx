import { Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInbox, IconMessages, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { conversationsQuery } from '../api/conversations';
import { useMay } from '../api/session';
import { EmptyState } from '../parts/EmptyState';
import { Loaded } from '../parts/Loaded';
import { useTitle } from '../parts/PageFrame';
import { ShowMore } from '../parts/ShowMore';
import { ConversationList } from './ConversationList';
import { Filters } from './Filters';
import classes from './inbox.module.css';
import { filterOf, filtersOn, type InboxSearch } from './search';
import { strings } from './strings';
import { useLiveList } from './useLive';

const NewDialog = lazy(() => import('./NewDialog').then((it) => ({ default: it.NewDialog })));

const route = getRouteApi('/shell/inbox');

/** The list of conversations next to the selected one; on a phone, one or the other. */
export function InboxPage() {
  useTitle(strings.title);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { conversationId } = useParams({ strict: false });
  const mayWrite = useMay()('conversations:write');
  const [creating, dialog] = useDisclosure(false);
  // Filters stay with the conversation that is open, so the address is changed where it is.
  const change = (patch: InboxSearch, replace = false) =>
    navigate({ to: '.', search: (before) => ({ ...before, ...patch }), replace });
  return (
    <div className={classes.inbox} data-open={conversationId !== undefined}>
      <VisuallyHidden component="h1">{strings.title}</VisuallyHidden>
      <section className={classes.list} aria-label={strings.list}>
        <Group justify="space-between" px="md" pt="md" pb="xs" wrap="nowrap">
          <Text fw={650} fz={24} aria-hidden>
            {strings.title}
          </Text>
          {mayWrite && (
            <Button
              size="xs"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={dialog.open}
            >
              {strings.create}
            </Button>
          )}
        </Group>
        <Filters search={search} change={change} />
        <Conversations search={search} change={change} open={conversationId} create={dialog.open} />
      </section>
      <div className={classes.chosen}>
        <Outlet />
      </div>
      <Suspense>{creating && <NewDialog close={dialog.close} />}</Suspense>
    </div>
  );
}

interface Props {
  search: InboxSearch;
  change: (patch: InboxSearch, replace?: boolean) => void;
  open: string | undefined;
  create: () => void;
}

function Conversations({ search, change, open, create }: Props) {
  const filter = filterOf(search);
  const list = useInfiniteQuery(conversationsQuery(filter));
  const connection = useLiveList(filter);
  return (
    <Loaded
      query={list}
      failed={strings.failedList}
      frame={(instead) => <div className={classes.none}>{instead}</div>}
    >
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return items.length === 0 ? (
          <Nothing search={search} change={change} create={create} />
        ) : (
          <div className={classes.scroll}>
            <ConversationList items={items} open={open} isStale={list.isPlaceholderData} />
            <ShowMore list={list} label={strings.more} />
            <Text size="xs" c="dimmed" ta="center" py="xs" role="status">
              {connection === 'cut' ? strings.notLive : `● ${strings.live}`}
            </Text>
          </div>
        );
      }}
    </Loaded>
  );
}

function Nothing({ search, change, create }: Omit<Props, 'open'>) {
  const isNarrowed = filtersOn(search) > 0 || search.search !== undefined;
  return isNarrowed ? (
    <EmptyState icon={IconSearch} title={strings.nothingFound} text={strings.nothingFoundText}>
      <Button
        variant="default"
        onClick={() =>
          change({
            search: undefined,
            channel: undefined,
            label: undefined,
            assignee: undefined,
            contact: undefined,
            starred: undefined,
          })
        }
      >
        {strings.clearFilters}
      </Button>
    </EmptyState>
  ) : search.status === 'all' ? (
    <EmptyState icon={IconInbox} title={strings.emptyTitle} text={strings.emptyText}>
      <Button onClick={create}>{strings.create}</Button>
    </EmptyState>
  ) : (
    <EmptyState
      icon={IconInbox}
      title={search.status === 'resolved' ? strings.noneResolved : strings.noneOpen}
      text={search.status === 'resolved' ? strings.noneResolvedText : strings.noneOpenText}
    >
      <Button variant="default" onClick={() => change({ status: 'all' })}>
        {strings.showAll}
      </Button>
    </EmptyState>
  );
}

/** Shown next to the list while no conversation is open. */
export function NoneChosen() {
  return <EmptyState icon={IconMessages} title={strings.choose} text={strings.chooseText} />;
}
