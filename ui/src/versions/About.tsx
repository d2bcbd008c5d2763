import { Button, ScrollArea, Select, Stack, Text } from '@mantine/core';
import { useMay } from '../api/session';
import type { Version } from '../editor/document/calls';
import { Differences } from '../editor/parts/Differences';
import editorClasses from '../editor/parts/editor.module.css';
import { isSame } from '../graph/diff';
import { ReadOnlyPanel } from '../nodes/ReadOnlyPanel';
import { ScopedButton } from '../parts/ScopedButton';
import type { Comparison, Which } from './comparison';
import { nameOf, strings } from './strings';
import classes from './versions.module.css';

interface Props {
  versions: Version[];
  shown: Version;
  /** The version that the one shown is compared with. */
  other: Which | undefined;
  comparison: Comparison;
  /** The node that is selected on the canvas. */
  picked: string | undefined;
  onPick(node: string): void;
  onCompare(other: Which | undefined): void;
  onAsk(what: 'restore' | 'publish'): void;
  /** An archived workflow must be unarchived before a version can be restored or published. */
  isArchived: boolean;
}

/** The sidebar next to a version: differences or settings, and what can be done with it. */
export function About(props: Props) {
  const { versions, shown, other, isArchived } = props;
  const mayWrite = useMay()('workflows:write');
  return (
    <aside className={`${editorClasses.right} ${classes.about}`} aria-label={nameOf(shown.version)}>
      <ScrollArea flex={1} p="md" type="auto">
        <Stack gap="sm">
          <Text fw={650}>{nameOf(shown.version)}</Text>
          <Select
            label={strings.compareWith}
            clearable
            placeholder={strings.nothing}
            clearButtonProps={{ 'aria-label': strings.nothing }}
            value={other === undefined ? null : String(other)}
            data={[
              { value: 'copy', label: strings.workingCopy },
              ...versions
                .filter((one) => one !== shown)
                .map((one) => ({
                  value: String(one.version),
                  label: strings.version(one.version),
                })),
            ]}
            onChange={(value) =>
              props.onCompare(value === null ? undefined : value === 'copy' ? value : Number(value))
            }
          />
          <Content {...props} />
          {isArchived && (
            <Text size="sm" c="dimmed">
              {strings.isArchived}
            </Text>
          )}
          {mayWrite && (
            <Button
              variant="default"
              disabled={isArchived}
              h="auto"
              py={8}
              styles={{ label: { whiteSpace: 'normal' } }}
              onClick={() => props.onAsk('restore')}
            >
              {strings.restore}
            </Button>
          )}
          {!shown.active && (
            <ScopedButton
              scope="workflows:publish"
              verb={strings.publishVerb}
              variant="default"
              disabled={isArchived}
              onClick={() => props.onAsk('publish')}
            >
              {strings.publish}
            </ScopedButton>
          )}
        </Stack>
      </ScrollArea>
    </aside>
  );
}

/** The differences, if two versions are compared, and the settings of the node that is picked. */
function Content({ shown, other, comparison, picked, onPick }: Props) {
  const { after, before, found, drawn } = comparison;
  const node = picked === undefined ? undefined : drawn?.nodes[picked];
  if (other === undefined) {
    return picked === undefined ? (
      <Text size="sm" c="dimmed">
        {strings.pickToRead}
      </Text>
    ) : (
      node && <ReadOnlyPanel node={node} />
    );
  }
  return (
    <>
      {found && after && before && (
        <>
          <Text size="sm" fw={600}>
            {strings.differences(nameOf(other), nameOf(shown.version))}
          </Text>
          {isSame(found) && found.moved.length === 0 ? (
            <Text size="sm">{strings.same}</Text>
          ) : (
            <Differences found={found} before={before} after={after} onPick={onPick} />
          )}
        </>
      )}
      {node && <ReadOnlyPanel node={node} />}
    </>
  );
}
