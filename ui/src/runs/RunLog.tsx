import {
  ActionIcon,
  Anchor,
  Button,
  CopyButton,
  Group,
  Select,
  Text,
  Tooltip,
} from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCircleDot,
  IconClock,
  IconCopy,
  IconLink,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRepeat,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type LogLine, runLogQuery } from '../api/runs';
import { addresses } from '../frame/addresses';
import { Loaded } from '../parts/Loaded';
import { SearchField } from '../parts/SearchField';
import { formatClock, formatTime } from '../parts/Time';
import classes from './runs.module.css';
import { strings } from './strings';

type Kind = LogLine['kind'];
type Shown = keyof typeof strings.logKinds;

const looks: Record<Kind, [Icon, 'good' | 'bad' | 'calm']> = {
  accepted: [IconCircleDot, 'calm'],
  started: [IconPlayerPlay, 'calm'],
  stepStarted: [IconPlayerPlay, 'calm'],
  attemptFailed: [IconAlertTriangle, 'bad'],
  waiting: [IconClock, 'calm'],
  stepCompleted: [IconCheck, 'good'],
  stepSkipped: [IconPlayerSkipForward, 'calm'],
  stepReused: [IconRepeat, 'calm'],
  stepFailed: [IconX, 'bad'],
  stepCancelled: [IconX, 'calm'],
  completed: [IconCheck, 'good'],
  failed: [IconX, 'bad'],
  cancelled: [IconX, 'calm'],
  retried: [IconRepeat, 'calm'],
};

const shown: Record<Shown, (kind: Kind) => boolean> = {
  all: () => true,
  problems: (kind) => looks[kind][1] === 'bad',
  waits: (kind) => kind === 'waiting' || kind === 'stepSkipped',
  done: (kind) => ['stepCompleted', 'stepSkipped', 'stepReused'].includes(kind),
};

/** Returns a line as text, to read or to share. */
function sentenceOf(line: LogLine): string {
  const until = line.until ? ` ${strings.until(formatTime(line.until))}` : '';
  return `${line.nodeName ? `${line.nodeName}: ` : ''}${line.text}${until}`;
}

interface Props {
  runId: string;
  /** The line that a link led to. */
  target: string | undefined;
}

/** Everything that happened in a run, the oldest first. */
export function RunLog({ runId, target }: Props) {
  const log = useQuery(runLogQuery(runId));
  const [text, setText] = useState('');
  const [which, setWhich] = useState<Shown>('all');
  const wanted = text.trim().toLowerCase();
  return (
    <Loaded query={log} failed={strings.failedLog}>
      {(lines) => {
        const visible = lines.filter(
          (line) =>
            shown[which](line.kind) &&
            `${sentenceOf(line)} ${line.error?.code ?? ''}`.toLowerCase().includes(wanted),
        );
        return (
          <>
            <Group mb="sm" gap="sm">
              <SearchField
                label={strings.logFilter}
                clear={strings.clearFilters}
                value={text}
                change={setText}
              />
              <Select
                aria-label={strings.logKind}
                allowDeselect={false}
                data={Object.entries(strings.logKinds).map(([value, label]) => ({ value, label }))}
                value={which}
                onChange={(value) => value && setWhich(value as Shown)}
              />
              <CopyButton
                value={visible.map((line) => `${line.time} ${sentenceOf(line)}`).join('\n')}
              >
                {({ copied, copy }) => (
                  <Button
                    variant="default"
                    leftSection={<IconCopy size={16} aria-hidden />}
                    onClick={copy}
                  >
                    {copied ? strings.copied : strings.copyLog}
                  </Button>
                )}
              </CopyButton>
            </Group>
            {visible.length === 0 ? (
              <Text c="dimmed">{strings.noLines}</Text>
            ) : (
              <ol className={classes.log} aria-label={strings.log}>
                {visible.map((line) => (
                  <Line key={line.id} runId={runId} line={line} isTarget={line.id === target} />
                ))}
              </ol>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Line({ runId, line, isTarget }: { runId: string; line: LogLine; isTarget: boolean }) {
  const [Sign, tone] = looks[line.kind];
  const id = `line-${line.id}`;
  useEffect(() => {
    if (isTarget) {
      document.getElementById(id)?.scrollIntoView({ block: 'center' });
    }
  }, [isTarget, id]);
  const link = `${window.location.origin}${addresses.run(runId)}?tab=log&line=${encodeURIComponent(line.id)}`;
  return (
    <li
      id={id}
      className={classes.line}
      data-tone={tone}
      data-kind={line.kind}
      data-target={isTarget || undefined}
      aria-current={isTarget || undefined}
    >
      <time className={classes.lineTime} dateTime={line.time} title={formatTime(line.time)}>
        {formatClock(line.time)}
      </time>
      <Sign size={16} aria-hidden />
      <span className={classes.lineText}>
        {line.nodeName && <strong>{line.nodeName}: </strong>}
        {line.text}
        {line.until && ` ${strings.until(formatTime(line.until))}`}{' '}
        {line.executionId && (
          <Anchor component={Link} to={addresses.run(line.executionId)} inherit>
            {strings.openRun}
          </Anchor>
        )}
      </span>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? strings.linkCopied : strings.copyLink}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={copied ? strings.linkCopied : strings.copyLink}
              onClick={copy}
            >
              <IconLink size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </li>
  );
}
