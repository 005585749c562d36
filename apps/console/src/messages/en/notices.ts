/** What is shown to every officer about the watch itself. */
export const notices = {
  title: 'Notices',
  lead: 'Who was let in, who came to watch or no longer does, and by which rules is watched. Every officer sees the same list; nobody can take a line out of it.',
  none: 'Nothing to notice yet',
  noneDetail: 'As soon as somebody is let in, comes to watch, or changes the detection policy, it stands here.',
  at: 'When',
  event: 'What happened',
  roles: 'May act as',
  account: 'Account',
  by: 'By',
  commandLine: 'the command line',
  attention: 'Look at it',
  what: {
    sign_in_link_issued: 'A sign-in link was issued',
    watching_role_given: 'An account came to watch others',
    watching_ended: 'An account no longer watches',
    watching_resumed: 'An account watches again',
    detection_policy_published: 'Version {version} of the detection policy was published',
  },
} as const;
