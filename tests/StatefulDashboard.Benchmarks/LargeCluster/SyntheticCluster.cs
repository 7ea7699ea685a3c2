using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>What the synthetic API server knows: each kind's objects as the bytes that are sent, and who watches.</summary>
internal sealed class SyntheticCluster
{
    private static readonly string[] EmptyKinds = ["services", "endpointslices", "controllerrevisions", "persistentvolumes", "storageclasses", "nodes", "horizontalpodautoscalers", "configmaps", "deployments", "daemonsets", "events"];

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<byte[]>> kinds;
    private readonly Dictionary<string, List<Channel<byte[]>>> watchers;
    private readonly long[] podVersions;
    private long version = 1_000_000;

    public SyntheticCluster(int sets)
    {
        Sets = sets;
        var pods = Enumerable.Range(0, sets * SyntheticObjects.PodsOfSet).ToList();
        podVersions = [.. pods.Select(pod => 100_000L + pod)];
        kinds = new(StringComparer.Ordinal)
        {
            ["statefulsets"] = [.. Enumerable.Range(0, sets).Select(set => SyntheticObjects.StatefulSet(set, set + 1))],
            ["pods"] = [.. pods.Select(pod => Pod(pod, "none", isReady: true))],
            ["persistentvolumeclaims"] = [.. pods.Select(pod => SyntheticObjects.Claim(pod / SyntheticObjects.PodsOfSet, pod % SyntheticObjects.PodsOfSet, 200_000 + pod))],
            ["poddisruptionbudgets"] = [.. Enumerable.Range(0, sets).Select(set => SyntheticObjects.Budget(set, 400_000 + set))],
        };
        foreach (var empty in EmptyKinds)
        {
            kinds[empty] = [];
        }

        watchers = kinds.Keys.ToDictionary(kind => kind, _ => new List<Channel<byte[]>>(), StringComparer.Ordinal);
    }

    public int Sets { get; }

    public bool HasStreamingLists { get; set; } = true;

    public bool Knows(string kind) => kinds.ContainsKey(kind);

    /// <summary>One snapshot, its version, and every event after it.</summary>
    public (IReadOnlyList<byte[]> Items, long Version, Channel<byte[]> Changes) Watch(string kind)
    {
        var channel = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
        lock (gate)
        {
            watchers[kind].Add(channel);
            return ([.. kinds[kind]], version, channel);
        }
    }

    public void Leave(string kind, Channel<byte[]> changes)
    {
        lock (gate)
        {
            watchers[kind].Remove(changes);
        }
    }

    public (IReadOnlyList<byte[]> Items, long Version, bool IsLast) Page(string kind, int from, int limit)
    {
        lock (gate)
        {
            var items = kinds[kind].Skip(from).Take(limit).ToList();
            return (items, version, from + items.Count >= kinds[kind].Count);
        }
    }

    /// <summary>Changes a pod; its label "note" says when (the machine's monotonic clock, in its ticks).</summary>
    /// <param name="isReady">Null for now this, now that.</param>
    public void ChangePod(int pod, bool? isReady = null)
    {
        lock (gate)
        {
            podVersions[pod] = ++version;
            var note = System.Diagnostics.Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);
            kinds["pods"][pod] = Pod(pod, note, isReady ?? version % 2 == 0);
            var line = Line("MODIFIED", kinds["pods"][pod]);
            foreach (var watcher in watchers["pods"])
            {
                watcher.Writer.TryWrite(line);
            }
        }
    }

    /// <summary>"name version" of each pod, sorted: what a client has to know in the end.</summary>
    public string PodState()
    {
        lock (gate)
        {
            var lines = podVersions.Select((known, pod) => string.Create(
                CultureInfo.InvariantCulture,
                $"{SyntheticObjects.SetName(pod / SyntheticObjects.PodsOfSet)}-{pod % SyntheticObjects.PodsOfSet} {known}"));
            return string.Join('\n', lines.Order(StringComparer.Ordinal));
        }
    }

    public static byte[] Line(string type, byte[] item) => [.. Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":"), .. item, .. "}\n"u8];

    private byte[] Pod(int pod, string note, bool isReady) => SyntheticObjects.Pod(pod / SyntheticObjects.PodsOfSet, pod % SyntheticObjects.PodsOfSet, podVersions[pod], note, isReady);
}
