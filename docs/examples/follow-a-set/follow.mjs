// Follows a StatefulSet in the terminal: one line for each change of the verdict or of an ordinal.
//
//   npm install && node follow.mjs http://127.0.0.1:5080 demo shop web
//   node follow.mjs http://127.0.0.1:5080 demo shop web storage      a part of it, as JSON, each time it changes
//
// DASHBOARD_TOKEN: the launch token, or the bearer token of a person, where the dashboard asks for one.
// Ends with 0 when the set is deleted, with 1 when the dashboard refuses or cannot be reached.
import { HubConnectionBuilder, HubConnectionState, HttpTransportType, LogLevel } from "@microsoft/signalr";

const [address, cluster, namespace, name, part] = process.argv.slice(2);
if (!name) {
  console.error("usage: node follow.mjs ADDRESS CLUSTER NAMESPACE SET [PART]");
  process.exit(1);
}

const token = process.env.DASHBOARD_TOKEN;
const connection = new HubConnectionBuilder()
  .withUrl(new URL("/hubs/statefulsets", address).href, {
    transport: HttpTransportType.WebSockets,
    skipNegotiation: true,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  })
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => Math.min(30_000, 500 * 2 ** context.previousRetryCount) })
  .configureLogging(LogLevel.None)
  .build();

// names come from a cluster: what could move the cursor or colour the terminal is made visible
const visible = text => String(text ?? "").replace(/[\u0000-\u001f\u007f-\u009f]/g, c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
const say = (...words) => console.log(new Date().toISOString().slice(11, 19), ...words);

const ordinal = slot => [
  slot.podName, slot.position, slot.state + (slot.fault ? ` (${slot.fault})` : ""), slot.revisionRole,
  slot.claims.map(claim => `${claim.name} ${claim.phase}`).join(", ") || "no claim", slot.dns.publishedVerdict,
].map(visible).join("  ");

let shown = { verdict: "", ordinals: new Map() };
const show = set => {
  const verdict = `${set.phase}  ${visible(set.explanation)}`;
  if (verdict !== shown.verdict) say("■", verdict);
  const ordinals = new Map(set.ordinals.map(slot => [slot.ordinal, ordinal(slot)]));
  for (const [number, line] of ordinals) if (shown.ordinals.get(number) !== line) say(" ", line);
  for (const number of shown.ordinals.keys()) if (!ordinals.has(number)) say(" ", `ordinal ${number} is no more`);
  shown = { verdict, ordinals };
};

const take = ({ type, items }) => {
  if (type === "stale") return say("!", "the dashboard has lost the cluster; this is the last known state");
  if (type === "live") return say("■", "live again");
  if (type === "deleted") { say("■", "deleted"); return leave(0); }
  if (part) return items.forEach(item => console.log(JSON.stringify(item.value)));
  if (items.length === 0) return say("!", `${namespace}/${name} is not there (yet)`);
  items.forEach(show);
};

const leave = async code => { await connection.stop(); process.exit(code); };
// a stream also ends when the connection is lost: that is mended by the reconnection
const fail = async error => {
  if (connection.state === HubConnectionState.Reconnecting) return;
  console.error(visible(error?.message ?? error));
  await leave(1);
};

const follow = () => (part
  ? connection.stream("WatchPart", cluster, namespace, name, part)
  : connection.stream("WatchStatefulSet", cluster, namespace, name)
).subscribe({ next: take, error: fail, complete: () => fail("the dashboard has ended the stream") });

connection.onreconnecting(() => say("!", "the dashboard cannot be reached; trying again"));
connection.onreconnected(follow);
process.on("SIGINT", () => leave(0));
await connection.start().catch(fail);
follow();
