import { Group, Select, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { EventType } from '../../api/kinds';
import { events } from '../../generated/events';
import { conditionFields } from '../../generated/kinds';
import { useCatalogue } from '../../nodes/catalogues';
import { CustomFields } from './CustomFields';
import { type Json, recordOf, textOf } from './json';
import { strings } from './strings';

interface Props {
  event: EventType | undefined;
  sample: Json;
  onChange(sample: Json): void;
}

/** The sample data as a form. */
export function SampleForm({ event, sample, onChange }: Props) {
  const names = useCatalogue('labels')?.map((label) => label.name) ?? [];
  const conversation = recordOf(sample.conversation);
  const assignee = recordOf(conversation.assignee);
  const change = (part: Json) =>
    onChange({ ...sample, conversation: { ...conversation, ...part } });
  const isOfLabel = event !== undefined && events[event].aboutLabel;
  return (
    <Stack gap="sm">
      <ConversationInputs conversation={conversation} labels={names} onChange={change} />
      <MessageInput sample={sample} onChange={onChange} />
      <ContactInputs
        contact={recordOf(conversation.contact)}
        onChange={(contact) => change({ contact })}
      />
      {isOfLabel && (
        <Select
          label={strings.label}
          searchable
          data={[...new Set([...names, textOf(sample.label)])].filter(Boolean)}
          value={textOf(sample.label)}
          onChange={(label) => onChange({ ...sample, label })}
        />
      )}
      {conversation.assignee !== undefined && (
        <TextInput
          label={strings.assigneeId}
          value={textOf(assignee.id)}
          onChange={(e) => change({ assignee: { ...assignee, id: e.currentTarget.value } })}
        />
      )}
      <CustomFields
        fields={recordOf(conversation.fields)}
        onChange={(fields) => change({ fields })}
      />
    </Stack>
  );
}

interface ConversationProps {
  conversation: Json;
  labels: string[];
  onChange(part: Json): void;
}

function ConversationInputs({ conversation, labels, onChange }: ConversationProps) {
  return (
    <>
      <Group grow align="start">
        <TextInput
          label={strings.conversationId}
          value={textOf(conversation.id)}
          onChange={(e) => onChange({ id: e.currentTarget.value })}
        />
        <Select
          label={strings.channel}
          allowDeselect={false}
          data={conditionFields.channel.choices ?? []}
          value={textOf(conversation.channel)}
          onChange={(channel) => channel && onChange({ channel })}
        />
        <Select
          label={strings.status}
          allowDeselect={false}
          data={conditionFields.status.choices ?? []}
          value={textOf(conversation.status)}
          onChange={(status) => status && onChange({ status })}
        />
      </Group>
      <Group grow align="end">
        <TagsInput
          label={strings.labels}
          data={labels}
          value={Array.isArray(conversation.labels) ? conversation.labels.map(String) : []}
          onChange={(chosen) => onChange({ labels: chosen })}
        />
        <Switch
          label={strings.starred}
          checked={conversation.starred === true}
          onChange={(e) => onChange({ starred: e.currentTarget.checked })}
          pb={8}
        />
      </Group>
    </>
  );
}

/** The text of the triggering message; for a trigger without one, of the last message. */
function MessageInput({ sample, onChange }: { sample: Json; onChange(sample: Json): void }) {
  const conversation = recordOf(sample.conversation);
  const message = recordOf(sample.message);
  const last = recordOf(conversation.lastMessage);
  return sample.message !== undefined ? (
    <Textarea
      label={strings.messageText}
      autosize
      minRows={2}
      value={textOf(message.text)}
      onChange={(e) =>
        onChange({ ...sample, message: { ...message, text: e.currentTarget.value } })
      }
    />
  ) : (
    <Textarea
      label={strings.lastMessage}
      description={strings.lastMessageWhy}
      autosize
      minRows={2}
      value={textOf(last.text)}
      onChange={(e) => {
        const lastMessage = { ...last, text: e.currentTarget.value };
        onChange({ ...sample, conversation: { ...conversation, lastMessage } });
      }}
    />
  );
}

function ContactInputs({ contact, onChange }: { contact: Json; onChange(contact: Json): void }) {
  return (
    <Group grow>
      <TextInput
        label={strings.contactName}
        value={textOf(contact.name)}
        onChange={(e) => onChange({ ...contact, name: e.currentTarget.value })}
      />
      <TextInput
        label={strings.contactPhone}
        value={textOf(contact.phone)}
        onChange={(e) => onChange({ ...contact, phone: e.currentTarget.value })}
      />
    </Group>
  );
}
