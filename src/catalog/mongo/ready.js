// Whether clients can use this server: it is the primary, or a secondary that has copied everything and keeps up.
//
// REPLICA_SET    name of the replica set; none for a server alone
// ROOT_PASSWORD  password of the user "root"
// MOST_LAG       seconds that a secondary may be behind

const { REPLICA_SET, ROOT_PASSWORD, MOST_LAG } = process.env;
const admin = db.getSiblingDB('admin');
const hello = admin.runCommand({ hello: 1 });

function notReady(why) {
  print(`not ready: ${why}`);
  quit(1);
}

if (!hello.isWritablePrimary && !hello.secondary) notReady('it has no place in the replica set yet, or still copies');
try {
  admin.auth('root', ROOT_PASSWORD);
} catch (error) {
  notReady('its users are not there yet');
}
if (REPLICA_SET !== undefined) {
  const { members } = admin.runCommand({ replSetGetStatus: 1 });
  const own = members.find((member) => member.self);
  const primary = members.find((member) => member.stateStr === 'PRIMARY');
  if (primary === undefined) notReady('there is no primary');
  const lag = (primary.optimeDate - own.optimeDate) / 1000;
  if (lag > Number(MOST_LAG)) notReady(`it is ${lag} s behind the primary`);
}
