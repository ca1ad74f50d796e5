/** The words of states, roles, kinds and refusals, each in one place. */

import { gettext } from "../core/i18n.js";

export const TRACK_STATE = {
  waiting: gettext("waiting"),
  acknowledged: gettext("acknowledged"),
  working: gettext("working"),
  done: gettext("done"),
  declined: gettext("declined"),
};

export const TRACK_ROLE = {
  lead: gettext("lead"),
  support: gettext("support"),
  informed: gettext("informed"),
};

export const STATUS = {
  reported: gettext("reported"),
  open: gettext("in progress"),
  closed: gettext("closed"),
  merged: gettext("merged"),
};

export const CHANNEL = {
  call: gettext("Call"),
  walk_in: gettext("Walk-in"),
  radio: gettext("Radio"),
  citizen: gettext("Citizen report"),
  alarm: gettext("Alarm"),
  sensor: gettext("Sensor"),
};

export const LINK_KIND = {
  related: gettext("related"),
  duplicate_of: gettext("duplicate of"),
  part_of: gettext("part of"),
};

export const ACT = {
  acknowledge: gettext("Acknowledge"),
  decline: gettext("Decline"),
  start: gettext("Start work"),
  dispatch: gettext("Dispatch"),
  finish: gettext("Finish"),
  share: gettext("Share"),
  priority: gettext("Priority"),
  type: gettext("Type"),
  place: gettext("Place"),
  hold: gettext("Hold"),
  release: gettext("Release"),
  note: gettext("Note"),
  link: gettext("Link"),
  unlink: gettext("Take back a link"),
  merge: gettext("Merge"),
  unmerge: gettext("Unmerge"),
  close: gettext("Close"),
  reopen: gettext("Reopen"),
};

/** What the panel of an act is called, and the button that sends it. */
export const ACT_SENDS = {
  ...ACT,
  priority: gettext("Change priority"),
  type: gettext("Change type"),
  place: gettext("Change place"),
  hold: gettext("Put on hold"),
  dispatch: gettext("Send units"),
  note: gettext("Add note"),
  close: gettext("Close incident"),
};

/** Kinds of place that the gazetteer knows; others show their own name. */
export const PLACE_KIND = {
  gu: gettext("district"),
  dong: gettext("dong"),
  place: gettext("place name"),
  street: gettext("street"),
  station: gettext("station"),
  hospital: gettext("hospital"),
  emergency_hospital: gettext("emergency room"),
  pharmacy: gettext("pharmacy"),
  public_office: gettext("public office"),
  shelter: gettext("shelter"),
  school: gettext("school"),
  kindergarten: gettext("kindergarten"),
  park: gettext("park"),
  apartment: gettext("apartments"),
  bus_stop: gettext("bus stop"),
  metro_station: gettext("metro station"),
  underpass: gettext("underpass"),
  hydrant: gettext("hydrant"),
  camera: gettext("camera"),
  poi: gettext("place"),
};

/** The times that are recorded beside the log. */
export const TIME = {
  t0: gettext("call arrives"),
  t1: gettext("call answered"),
  t2: gettext("incident created"),
  t3: gettext("second centre answers"),
  t4: gettext("first unit alerted"),
  t5: gettext("unit acknowledged"),
  t6: gettext("en route"),
  t7: gettext("on scene"),
  t8: gettext("patient contact or command set up"),
  t9: gettext("under control"),
  t10: gettext("unit clear"),
  t11: gettext("closed"),
};

export const WHY_NOT = {
  role: gettext("Your role does not do this."),
  closed: gettext("The incident is not open."),
  open: gettext("Not in this state of the incident."),
  no_track: gettext("Your agency has no track on this incident."),
  state: gettext("Not in this state of your agency's track."),
  held: gettext("It is on hold already."),
  not_held: gettext("It is not on hold."),
};

export const LIVE = {
  connecting: gettext("connecting"),
  live: gettext("live"),
  delayed: gettext("delayed"),
  offline: gettext("offline"),
  ended: gettext("ended"),
};

/** How far a note is protected. */
export const NOTE_LEVEL = {
  open: gettext("no, as all notes"),
  medical: gettext("medical"),
  police: gettext("police-sensitive"),
};
