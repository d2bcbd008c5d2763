import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Channel, channels, openConversation } from '../api/conversations';
import { Dialog } from '../parts/Dialog';
import { tellFaults } from '../parts/faults';
import { LimitedArea, LimitedText, withinLimit } from '../parts/Limited';
import { channelNames } from '../parts/words';
import { strings } from './strings';

const LONGEST_NAME = 200;
const LONGEST_MESSAGE = 4096;

/** A conversation as if a customer had started it, to try the product without a channel. */
export function NewDialog({ close }: { close: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { contactName: '', channel: 'webchat' as Channel, message: '' },
    validate: {
      contactName: withinLimit(LONGEST_NAME),
      message: withinLimit(LONGEST_MESSAGE),
    },
  });
  const send = async ({ contactName, channel, message }: typeof form.values) => {
    try {
      const made = await openConversation({
        channel,
        contactName: contactName.trim() || undefined,
        message: message.trim() || undefined,
      });
      queries.invalidateQueries({ queryKey: ['conversations', 'list'] });
      close();
      navigate({ to: '/inbox/$conversationId', params: { conversationId: made.id } });
    } catch (thrown) {
      tellFaults(form, thrown, strings.failedCreate);
    }
  };
  return (
    <Dialog close={close} title={strings.create}>
      <form onSubmit={form.onSubmit(send)} autoComplete="off">
        <Stack>
          <Text size="sm">{strings.createText}</Text>
          <LimitedText
            label={strings.contactName}
            data-autofocus
            most={LONGEST_NAME}
            key={form.key('contactName')}
            {...form.getInputProps('contactName')}
          />
          <Select
            label={strings.channel}
            allowDeselect={false}
            data={channels.map((value) => ({ value, label: channelNames[value] }))}
            key={form.key('channel')}
            {...form.getInputProps('channel')}
          />
          <LimitedArea
            label={strings.firstMessage}
            description={strings.firstMessageHelp}
            autosize
            minRows={2}
            maxRows={6}
            most={LONGEST_MESSAGE}
            key={form.key('message')}
            {...form.getInputProps('message')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={form.submitting}>
              {strings.start}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
