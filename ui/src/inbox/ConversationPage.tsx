import { ActionIcon, Button, Group, Text, Title, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconCheck,
  IconInfoCircle,
  IconRotate,
  IconStar,
  IconStarFilled,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type Conversation, changeConversation, conversationQuery } from '../api/conversations';
import { useMay } from '../api/session';
import { Loaded } from '../parts/Loaded';
import { Avatar } from '../parts/Marks';
import { useTitle } from '../parts/PageFrame';
import { channelNames, conversationStatuses } from '../parts/words';
import { useChange } from './actions';
import { Composer } from './Composer';
import { Details } from './Details';
import classes from './inbox.module.css';
import { nameOf } from './people';
import { StartDialog } from './StartDialog';
import { strings } from './strings';
import { Thread } from './Thread';
import { useLiveConversation } from './useLive';

const route = getRouteApi('/shell/inbox/$conversationId');

export function ConversationPage() {
  const { conversationId } = route.useParams();
  // Another conversation is another page: nothing of the last one is left in it.
  return <One key={conversationId} id={conversationId} />;
}

function One({ id }: { id: string }) {
  const found = useQuery(conversationQuery(id));
  useLiveConversation(id);
  const mayWrite = useMay()('conversations:write');
  const [detailed, details] = useDisclosure(false);
  useTitle(found.data ? nameOf(found.data) : strings.title);
  return (
    <Loaded
      query={found}
      failed={strings.failedOne}
      frame={(instead) => (
        <div className={classes.none}>
          <Back />
          {instead}
        </div>
      )}
    >
      {(conversation) => (
        <div className={classes.one} data-detailed={detailed}>
          <div className={classes.talk}>
            <Header
              conversation={conversation}
              detailed={detailed}
              toggleDetails={details.toggle}
            />
            <Thread conversation={conversation} />
            {mayWrite && <Composer conversation={conversation} />}
          </div>
          <aside className={classes.details} aria-label={strings.details}>
            <fieldset disabled={!mayWrite} className={classes.plain}>
              <Details conversation={conversation} />
            </fieldset>
          </aside>
        </div>
      )}
    </Loaded>
  );
}

function Back() {
  return (
    <ActionIcon
      component={Link}
      to="/inbox"
      search
      variant="subtle"
      color="gray"
      className={classes.back}
      aria-label={strings.back}
    >
      <IconArrowLeft size={19} aria-hidden />
    </ActionIcon>
  );
}

interface HeaderProps {
  conversation: Conversation;
  detailed: boolean;
  toggleDetails: () => void;
}

function Header({ conversation, detailed, toggleDetails }: HeaderProps) {
  const { id, status, channel } = conversation;
  const name = nameOf(conversation);
  const may = useMay();
  return (
    <header className={classes.header}>
      <Back />
      <Avatar name={name} colour="gray" />
      <div className={classes.headerName}>
        <Title order={2} size="h4" lineClamp={1}>
          {name}
        </Title>
        <Text size="xs" c="dimmed">
          {channelNames[channel]} · {conversationStatuses[status]}
        </Text>
      </div>
      <Group gap={6} wrap="nowrap" className={classes.headerActions}>
        {may('conversations:write') && <Star conversation={conversation} />}
        {may('executions:write') && <StartDialog conversationId={id} />}
        {may('conversations:write') && <Resolve conversation={conversation} />}
        <ActionIcon
          variant={detailed ? 'light' : 'subtle'}
          color="gray"
          size="lg"
          className={classes.detailsButton}
          aria-label={strings.showDetails}
          aria-expanded={detailed}
          onClick={toggleDetails}
        >
          <IconInfoCircle size={19} aria-hidden />
        </ActionIcon>
      </Group>
    </header>
  );
}

function Star({ conversation }: { conversation: Conversation }) {
  const { id, starred } = conversation;
  const change = useChange(id);
  const star = starred ? strings.unstar : strings.star;
  return (
    <Tooltip label={star}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={star}
        onClick={() =>
          change.mutate({
            as: { starred: !starred },
            make: () => changeConversation(id, { starred: !starred }),
          })
        }
      >
        {starred ? (
          <IconStarFilled size={19} className={classes.starred} aria-hidden />
        ) : (
          <IconStar size={19} aria-hidden />
        )}
      </ActionIcon>
    </Tooltip>
  );
}

function Resolve({ conversation }: { conversation: Conversation }) {
  const { id, status } = conversation;
  const change = useChange(id);
  const isOpen = status === 'open';
  return (
    <Button
      size="sm"
      variant={isOpen ? 'filled' : 'default'}
      leftSection={
        isOpen ? <IconCheck size={17} aria-hidden /> : <IconRotate size={17} aria-hidden />
      }
      onClick={() => {
        const next = isOpen ? 'resolved' : 'open';
        change.mutate({
          as: { status: next },
          make: () => changeConversation(id, { status: next }),
        });
      }}
    >
      {isOpen ? strings.resolve : strings.reopen}
    </Button>
  );
}
