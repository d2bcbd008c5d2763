// Written by the build from EventType.java. Change that instead.
import type { EventFacts, EventType } from '../api/kinds';

export const events: { readonly [E in EventType]: EventFacts } = {
  "conversation.created" : {
    "title" : "New Conversation",
    "firesWhen" : "A brand-new conversation is created",
    "timeline" : "Conversation started"
  },
  "conversation.session_started" : {
    "title" : "New Conversation Session",
    "firesWhen" : "A new session begins within a conversation",
    "timeline" : "New session"
  },
  "conversation.ai_assigned" : {
    "title" : "AI Agent Assigned",
    "firesWhen" : "An AI persona is assigned to a conversation",
    "timeline" : "{who} assigned the conversation to {assignee}"
  },
  "conversation.user_assigned" : {
    "title" : "Human Agent Assigned",
    "firesWhen" : "A team member is assigned to a conversation",
    "timeline" : "{who} assigned the conversation to {assignee}"
  },
  "conversation.opened" : {
    "title" : "Conversation Opened",
    "firesWhen" : "A conversation's status changes to Open",
    "timeline" : "{who} opened the conversation"
  },
  "conversation.resolved" : {
    "title" : "Conversation Resolved",
    "firesWhen" : "A conversation is marked as Resolved",
    "timeline" : "{who} resolved the conversation"
  },
  "conversation.starred" : {
    "title" : "Conversation Starred",
    "firesWhen" : "A conversation is starred",
    "timeline" : "{who} starred the conversation"
  },
  "conversation.label_added" : {
    "title" : "Label Added",
    "firesWhen" : "A label is added to a conversation",
    "timeline" : "{who} added the label {label}",
    "aboutLabel" : true
  },
  "conversation.label_removed" : {
    "title" : "Label Removed",
    "firesWhen" : "A label is removed from a conversation",
    "timeline" : "{who} removed the label {label}",
    "aboutLabel" : true
  },
  "message.received" : {
    "title" : "Message Received"
  }
};
