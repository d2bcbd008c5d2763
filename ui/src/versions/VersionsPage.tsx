import {
  Button,
  Group,
  Modal,
  ScrollArea,
  Select,
  Stack,
  Text,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { workflowQuery } from '../api/workflows';
import { Failed } from '../app/Failed';
import { GraphView } from '../canvas/GraphView';
import type { Marks } from '../canvas/state';
import {
  getVersion,
  getVersions,
  publishVersion,
  putWorkingCopy,
  type Version,
} from '../editor/calls';
import { Differences } from '../editor/Differences';
import editorClasses from '../editor/editor.module.css';
import { StatusWord } from '../editor/StatusWord';
import { getWorkingCopy } from '../editor/workingCopy';
import { diff, type GraphDiff, isSame, meaning, union } from '../graph/diff';
import { toDocument } from '../graph/document';
import type { Document, Graph } from '../graph/graph';
import { ReadOnlyPanel } from '../nodes/ReadOnlyPanel';
import { Failure, useDoing } from '../parts/Doing';
import { LimitedArea } from '../parts/Limited';
import { notifyDone } from '../parts/notify';
import { useTitle } from '../parts/PageFrame';
import { formatTime } from '../parts/Time';
import type { VersionSearch } from './routes';
import { strings } from './strings';
import classes from './versions.module.css';

/** The history of a workflow: look at any version, compare two, bring one back. */
export function VersionsPage() {
  const { workflowId = '' } = useParams({ strict: false }) as { workflowId?: string };
  const workflow = useQuery(workflowQuery(workflowId));
  const versions = useQuery({
    queryKey: ['versions', workflowId],
    queryFn: () => getVersions(workflowId),
  });
  useTitle(strings.title);
  const error = workflow.error ?? versions.error;
  if (error && !(workflow.data && versions.data)) {
    return <Failed error={error} reset={() => location.reload()} />;
  }
  if (!workflow.data || !versions.data) {
    return <VisuallyHidden role="status">{strings.title}</VisuallyHidden>;
  }
  return (
    <div className={editorClasses.page}>
      <header className={editorClasses.top}>
        <Button
          component={Link}
          to={`/workflows/${workflowId}`}
          variant="subtle"
          leftSection={<IconArrowLeft size={17} aria-hidden />}
        >
          {strings.back}
        </Button>
        <div className={editorClasses.naming}>
          <h1 className={editorClasses.name}>
            {strings.title}: {workflow.data.name}
          </h1>
          <StatusWord status={workflow.data.status} />
        </div>
      </header>
      {versions.data.length === 0 ? (
        <Text p="lg">{strings.none}</Text>
      ) : (
        <History
          workflowId={workflowId}
          versions={versions.data}
          isArchived={workflow.data.status === 'archived'}
        />
      )}
    </div>
  );
}

function useGraph(workflowId: string, which: number | 'copy' | undefined): Document | undefined {
  const found = useQuery({
    queryKey: ['graph', workflowId, which],
    queryFn: async (): Promise<Graph> =>
      (which === 'copy'
        ? await getWorkingCopy(workflowId)
        : await getVersion(workflowId, which as number)
      ).graph,
    enabled: which !== undefined,
    staleTime: which === 'copy' ? 0 : Number.POSITIVE_INFINITY,
  }).data;
  return useMemo(() => (found ? toDocument(found) : undefined), [found]);
}

interface HistoryProps {
  workflowId: string;
  versions: Version[];
  /** Nothing of it can be brought back or published before it is unarchived. */
  isArchived: boolean;
}

function History({ workflowId, versions, isArchived }: HistoryProps) {
  const search = useSearch({ strict: false }) as VersionSearch;
  const navigate = useNavigate();
  const newest = versions[0] as Version;
  const shown = versions.find((one) => one.version === search.version) ?? newest;
  const [picked, setPicked] = useState<string>();
  const [asking, setAsking] = useState<'restore' | 'publish'>();
  const after = useGraph(workflowId, shown.version);
  const other = useGraph(workflowId, search.compare);
  const comparing = search.compare !== undefined && search.compare !== shown.version;
  const found = useMemo(
    () => (comparing && after && other ? diff(other, after) : undefined),
    [comparing, after, other],
  );
  const drawn = useMemo(
    () => (found && after && other ? union(other, after, found) : after),
    [found, after, other],
  );
  const marks = useMemo(() => (found && drawn ? marksOf(found, drawn) : undefined), [found, drawn]);
  const go = (next: VersionSearch) =>
    navigate({ to: `/workflows/${workflowId}/versions`, search: next as never });
  const nameOf = (which: number | 'copy') =>
    which === 'copy' ? strings.workingCopy : strings.version(which);

  return (
    <div className={editorClasses.body}>
      <nav className={`${editorClasses.left} ${classes.versions}`} aria-label={strings.title}>
        <ScrollArea flex={1} type="auto">
          <ol className={classes.list}>
            {versions.map((version) => (
              <li key={version.version}>
                <UnstyledButton
                  className={classes.item}
                  aria-current={version === shown || undefined}
                  onClick={() => {
                    setPicked(undefined);
                    // A version is never compared with itself.
                    const { compare, ...rest } = search;
                    go({
                      ...rest,
                      version: version.version,
                      ...(compare !== undefined && compare !== version.version ? { compare } : {}),
                    });
                  }}
                >
                  <Group gap={6}>
                    <Text fw={600} size="sm">
                      {strings.version(version.version)}
                    </Text>
                    {version.active && <StatusWord status="active" />}
                    {version.published && !version.active && (
                      <Text size="xs" c="dimmed">
                        {strings.published}
                      </Text>
                    )}
                  </Group>
                  <Text size="xs" c="dimmed">
                    {strings.by(version.author, formatTime(version.createdAt))}
                  </Text>
                  {version.note && (
                    <Text size="sm" className={classes.note}>
                      {version.note}
                    </Text>
                  )}
                </UnstyledButton>
              </li>
            ))}
          </ol>
        </ScrollArea>
      </nav>
      <div className={editorClasses.canvas}>
        {drawn && (
          <GraphView
            key={`${shown.version} ${search.compare}`}
            graph={drawn}
            marks={marks}
            selected={picked}
            onSelect={setPicked}
            label={nameOf(shown.version)}
          />
        )}
      </div>
      <aside
        className={`${editorClasses.right} ${classes.about}`}
        aria-label={nameOf(shown.version)}
      >
        <ScrollArea flex={1} p="md" type="auto">
          <Stack gap="sm">
            <Text fw={650}>{nameOf(shown.version)}</Text>
            <Select
              label={strings.compareWith}
              clearable
              placeholder={strings.nothing}
              clearButtonProps={{ 'aria-label': strings.nothing }}
              value={comparing ? String(search.compare) : null}
              data={[
                { value: 'copy', label: strings.workingCopy },
                ...versions
                  .filter((one) => one !== shown)
                  .map((one) => ({
                    value: String(one.version),
                    label: strings.version(one.version),
                  })),
              ]}
              onChange={(value) => {
                const { compare: _, ...rest } = search;
                go(
                  value === null
                    ? rest
                    : {
                        ...rest,
                        version: shown.version,
                        compare: value === 'copy' ? value : Number(value),
                      },
                );
              }}
            />
            {!comparing && picked && after?.nodes[picked] && (
              <ReadOnlyPanel node={after.nodes[picked]} />
            )}
            {!comparing && !picked && (
              <Text size="sm" c="dimmed">
                {strings.pickToRead}
              </Text>
            )}
            {found && after && other && search.compare !== undefined && (
              <>
                <Text size="sm" fw={600}>
                  {strings.differences(nameOf(search.compare), nameOf(shown.version))}
                </Text>
                {isSame(found) && found.moved.length === 0 ? (
                  <Text size="sm">{strings.same}</Text>
                ) : (
                  <Differences found={found} before={other} after={after} onPick={setPicked} />
                )}
              </>
            )}
            {comparing && picked && drawn?.nodes[picked] && (
              <ReadOnlyPanel node={drawn.nodes[picked]} />
            )}
            {isArchived && (
              <Text size="sm" c="dimmed">
                {strings.isArchived}
              </Text>
            )}
            <Button
              variant="default"
              disabled={isArchived}
              h="auto"
              py={8}
              styles={{ label: { whiteSpace: 'normal' } }}
              onClick={() => setAsking('restore')}
            >
              {strings.restore}
            </Button>
            {!shown.active && (
              <Button variant="default" disabled={isArchived} onClick={() => setAsking('publish')}>
                {strings.publish}
              </Button>
            )}
          </Stack>
        </ScrollArea>
      </aside>
      {asking && (
        <Ask
          what={asking}
          workflowId={workflowId}
          version={shown.version}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function marksOf(found: GraphDiff, drawn: Document): Marks {
  const nodes: Marks['nodes'] = {};
  for (const node of found.moved) {
    nodes[node.id] = 'moved';
  }
  for (const change of found.changed) {
    nodes[change.id] = 'changed';
  }
  for (const node of found.added) {
    nodes[node.id] = 'added';
  }
  for (const node of found.removed) {
    nodes[node.id] = 'removed';
  }
  const added = new Set(found.edgesAdded.map(meaning));
  const removed = new Set(found.edgesRemoved.map(meaning));
  const edges: Marks['edges'] = {};
  for (const edge of Object.values(drawn.edges)) {
    if (edge.id.startsWith('was ') && removed.has(meaning(edge))) {
      edges[edge.id] = 'removed';
    } else if (added.has(meaning(edge))) {
      edges[edge.id] = 'added';
    }
  }
  return { nodes, edges };
}

interface AskProps {
  what: 'restore' | 'publish';
  workflowId: string;
  version: number;
  onClose(): void;
}

function Ask({ what, workflowId, version, onClose }: AskProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [busy, failure, run] = useDoing();
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['workflows'] }),
      queries.invalidateQueries({ queryKey: ['versions', workflowId] }),
      queries.invalidateQueries({ queryKey: ['graph', workflowId, 'copy'] }),
    ]);
  const restore = async () => {
    const { graph } = await getVersion(workflowId, version);
    const { revision } = await getWorkingCopy(workflowId);
    await putWorkingCopy(workflowId, graph, revision);
    notifyDone(strings.restored(version));
    await again();
    await navigate({ to: `/workflows/${workflowId}` });
  };
  const publish = async () => {
    const published = await publishVersion(workflowId, version, note);
    notifyDone(strings.publishedAs(published.version));
    await again();
    onClose();
  };
  const isRestore = what === 'restore';
  return (
    <Modal
      opened
      onClose={onClose}
      title={isRestore ? strings.restoreTitle(version) : strings.publishTitle(version)}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <Stack>
        <Text size="sm">{isRestore ? strings.restoreText : strings.publishText(version)}</Text>
        {!isRestore && (
          <LimitedArea
            label={strings.note}
            most={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <Failure message={failure} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button loading={busy} onClick={() => run(isRestore ? restore : publish)} data-autofocus>
            {isRestore ? strings.restore : strings.publish}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
