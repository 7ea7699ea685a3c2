using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>One pass over a set: what to create, delete or wait for (kubernetes stateful_set_control.go, updateStatefulSet).</summary>
internal sealed class StatefulSetControl(StatefulPods pods, ClaimRetention retention, FeatureGates gates)
{
    /// <summary>Does what can be done now. The status counters that a deletion changes are corrected in <paramref name="status"/>.</summary>
    public void Run(StoredObject set, StoredObject current, StoredObject update, StatefulSetStatus status, IReadOnlyList<StoredObject> existing, DateTimeOffset now)
    {
        if (set.IsTerminating)
        {
            return;
        }

        var pass = new Pass(set, current, update, status, now)
        {
            Condemned = [.. existing.Where(p => OrdinalOf(set, p) >= 0 && !SetFacts.InRange(set.Root, OrdinalOf(set, p))).OrderByDescending(p => OrdinalOf(set, p))],
        };
        foreach (var pod in existing.Where(p => SetFacts.InRange(set.Root, OrdinalOf(set, p))))
        {
            pass.Replicas[OrdinalOf(set, pod) - pass.Start] = pod;
        }

        pass.FirstUnavailable = pass.Replicas.FirstOrDefault(p => p is null || !pass.IsAvailable(p)) is { } first ? first
            : Array.Exists(pass.Replicas, p => p is null) ? null
            : pass.Condemned.LastOrDefault(p => !pass.IsAvailable(p));

        if (!ForAll(pass, pass.Replicas.Length, i => ProcessReplica(pass, i)))
        {
            return;
        }

        foreach (var pod in pass.Condemned.Where(p => !retention.Matches(set, p)))
        {
            retention.Update(set, pod);
        }

        if (!ForAll(pass, pass.Condemned.Count, i => ProcessCondemned(pass, i)) || set.Root.Text("spec", "updateStrategy", "type") == "OnDelete")
        {
            return;
        }

        Update(pass);
    }

    // In order, the first that has to wait stops the pass. In parallel none waits, but a batch (1, 2, 4, …) with a failure is the last one.
    private static bool ForAll(Pass pass, int count, Func<int, bool> process)
    {
        if (!pass.IsParallel)
        {
            return Enumerable.Range(0, count).All(process);
        }

        for (var (from, size) = (0, 1); from < count; (from, size) = (from + size, size * 2))
        {
            List<Exception> failures = [];
            for (var i = from; i < Math.Min(from + size, count); i++)
            {
                try
                {
                    process(i);
                }
                catch (Exception failure) when (failure is ApiException or ClaimFaultException)
                {
                    failures.Add(failure);
                }
            }

            if (failures.Count > 0)
            {
                throw failures.Count == 1 ? failures[0] : new AggregateException(failures);
            }
        }

        return true;
    }

    /// <returns>Whether the next one may be looked at.</returns>
    private bool ProcessReplica(Pass pass, int index)
    {
        var ordinal = pass.Start + index;
        if (pass.Replicas[index] is not { } pod)
        {
            if (!retention.IsStale(pass.Set, ordinal))
            {
                pods.Create(pass.Set, pass.NewPod(ordinal), ordinal);
            }

            return false;
        }

        if (pod.IsEnded())
        {
            if (!pod.IsTerminating)
            {
                pods.Delete(pass.Set, pod);
            }

            return false;
        }

        if (pod.Phase() == "Pending" && !pod.IsTerminating)
        {
            pods.CompleteClaims(pass.Set, pod);
        }

        if (!pass.IsParallel && (pod.IsTerminating || !pass.IsAvailable(pod)))
        {
            return false;
        }

        pods.Mend(pass.Set, pod);
        return true;
    }

    private bool ProcessCondemned(Pass pass, int index)
    {
        var pod = pass.Condemned[index];
        if (pod.IsTerminating)
        {
            return pass.IsParallel;
        }

        if (!pass.IsParallel && !pass.IsAvailable(pod) && !ReferenceEquals(pod, pass.FirstUnavailable))
        {
            return false;
        }

        pods.Delete(pass.Set, pod);
        if (Revisions.RevisionOf(pod) == pass.CurrentName)
        {
            pass.Status.Current--;
        }

        return false;
    }

    // The highest ordinal that is not on the update revision goes next; with maxUnavailable several, but those that are unavailable anyway count.
    private void Update(Pass pass)
    {
        var rolling = pass.Set.Root.Object("spec", "updateStrategy", "rollingUpdate");
        var partition = rolling.Number("partition") ?? 0;
        var left = gates.MaxUnavailableStatefulSet ? MaxUnavailable(rolling?["maxUnavailable"], pass.Replicas.Length) - pass.Replicas.Count(p => p is null || !pass.IsAvailable(p)) : 1;
        for (var i = pass.Replicas.Length - 1; i >= partition && left > 0; i--)
        {
            if (pass.Replicas[i] is { } pod && Revisions.RevisionOf(pod) != pass.UpdateName && !pod.IsTerminating)
            {
                pods.Delete(pass.Set, pod);
                pass.Status.Current -= Revisions.RevisionOf(pod) == pass.CurrentName ? 1 : 0;
                left--;
            }
            else if (!gates.MaxUnavailableStatefulSet && (pass.Replicas[i] is not { } other || !pass.IsAvailable(other)))
            {
                return;
            }
        }
    }

    // A share of the replicas is rounded up; at least one.
    private static long MaxUnavailable(JsonNode? value, int replicas)
        => Math.Max(1, value.Text() is { } text && text.EndsWith('%') && int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent)
            ? (long)Math.Ceiling(replicas * percent / 100.0) : value.Number() ?? 1);

    private static long OrdinalOf(StoredObject set, StoredObject pod) => SetFacts.OrdinalOf(set.Name, pod.Name);

    /// <summary>What one pass knows.</summary>
    private sealed record Pass(StoredObject Set, StoredObject Current, StoredObject Updated, StatefulSetStatus Status, DateTimeOffset Now)
    {
        public string CurrentName => Current.Name;

        public string UpdateName => Updated.Name;

        public long Start { get; } = SetFacts.StartOf(Set.Root);

        public bool IsParallel { get; } = SetFacts.IsParallel(Set.Root);

        public StoredObject?[] Replicas { get; } = new StoredObject?[SetFacts.ReplicasOf(Set.Root)];

        public List<StoredObject> Condemned { get; init; } = [];

        public StoredObject? FirstUnavailable { get; set; }

        public bool IsAvailable(StoredObject pod)
            => !pod.IsTerminating && pod.IsAvailable(Set.Root.Number("spec", "minReadySeconds") ?? 0, Now);

        /// <summary>Below the partition the current revision, from it up the update revision.</summary>
        public JsonObject NewPod(long ordinal)
        {
            var strategy = Set.Root.Object("spec", "updateStrategy");
            var isCurrent = strategy.Text("type") == "RollingUpdate"
                && ordinal < Start + (strategy.Number("rollingUpdate", "partition") ?? Status.Current);
            var revision = isCurrent ? Current : Updated;
            return SetFacts.NewPod(Revisions.Apply(Set, revision), revision.Name, ordinal, Set.OwnerReference());
        }
    }
}
