import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createWorkflow } from '../api/workflows';
import { addresses } from '../frame/addresses';
import { Dialog } from '../parts/Dialog';
import { tellFaults } from '../parts/faults';
import { LimitedArea, LimitedText, withinLimit } from '../parts/Limited';
import { strings } from './strings';

const LONGEST_NAME = 120;
const LONGEST_DESCRIPTION = 2000;

interface Naming {
  name: string;
  description: string;
}

/** Name and description; then straight to the editor. */
export function CreateDialog({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: createWorkflow,
    onSuccess: (workflow) => {
      queries.invalidateQueries({ queryKey: ['workflows'] });
      close();
      navigate({ to: addresses.workflow(workflow.id) });
    },
  });
  return (
    <Dialog close={close} title={strings.create}>
      <NamingForm
        initial={{ name: '', description: '' }}
        submit={strings.create}
        failed={strings.failed.create}
        cancel={close}
        save={(naming) => create.mutateAsync(naming)}
      />
    </Dialog>
  );
}

interface FormProps {
  initial: Naming;
  submit: string;
  failed: string;
  cancel: () => void;
  save: (naming: Naming) => Promise<unknown>;
}

/** Shared by creating and renaming. */
export function NamingForm({ initial, submit, failed, cancel, save }: FormProps) {
  const form = useForm<Naming>({
    mode: 'uncontrolled',
    initialValues: initial,
    validate: {
      name: (name) => (name.trim() === '' ? strings.nameMissing : withinLimit(LONGEST_NAME)(name)),
      description: withinLimit(LONGEST_DESCRIPTION),
    },
  });
  const send = async (naming: Naming) => {
    try {
      await save(naming);
    } catch (thrown) {
      tellFaults(form, thrown, failed);
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack>
        <LimitedText
          label={strings.name}
          withAsterisk
          data-autofocus
          most={LONGEST_NAME}
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <LimitedArea
          label={strings.description}
          description={strings.optional}
          autosize
          minRows={2}
          maxRows={6}
          most={LONGEST_DESCRIPTION}
          key={form.key('description')}
          {...form.getInputProps('description')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {strings.cancel}
          </Button>
          <Button type="submit" loading={form.submitting}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
