import { Group, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import type { Version } from '../editor/document/calls';
import editorClasses from '../editor/parts/editor.module.css';
import { StatusWord } from '../editor/parts/StatusWord';
import { formatTime } from '../parts/Time';
import { strings } from './strings';
import classes from './versions.module.css';

interface Props {
  versions: Version[];
  shown: Version;
  onPick(version: number): void;
}

/** All versions, the newest first. */
export function VersionList({ versions, shown, onPick }: Props) {
  return (
    <nav className={`${editorClasses.left} ${classes.versions}`} aria-label={strings.title}>
      <ScrollArea flex={1} type="auto">
        <ol className={classes.list}>
          {versions.map((version) => (
            <li key={version.version}>
              <UnstyledButton
                className={classes.item}
                aria-current={version === shown || undefined}
                onClick={() => onPick(version.version)}
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
  );
}
