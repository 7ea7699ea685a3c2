using System.Globalization;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Invariants;

/// <summary>Whatever happens to them, the sets of the demo cluster keep the promises of StatefulSets, and become whole when the faults end.</summary>
public class InvariantTests
{
    private const int Seeds = 200;
    private const int Steps = 60;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sets_UnderRandomHistories_KeepEveryPromiseAndConverge(int quarter)
    {
        var (created, takenDown) = (0, 0);
        for (var seed = quarter * Seeds / 4; seed < (quarter + 1) * Seeds / 4; seed++)
        {
            await using var cluster = new BareCluster(seed);
            using var watch = new InvariantWatch(cluster);
            var history = new RandomHistory(cluster, watch, new Random(seed));
            for (var step = 0; step < Steps; step++)
            {
                history.Step();
                watch.Broken.ShouldBeEmpty($"seed {seed}, after: {string.Join("; ", history.Told.TakeLast(12))}");
            }

            history.EndFaults();
            watch.Broken.ShouldBeEmpty($"seed {seed}, at its end");
            Unfinished(cluster).ShouldBeEmpty($"seed {seed}, after: {string.Join("; ", history.Told.TakeLast(12))}");
            (created, takenDown) = (created + watch.Created, takenDown + watch.TakenDown);
        }

        // the histories must have been eventful
        created.ShouldBeGreaterThan(1000);
        takenDown.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task SameSeed_IsTheSameHistory()
    {
        (await TraceAsync(7)).ShouldBe(await TraceAsync(7));
        (await TraceAsync(7)).ShouldNotBe(await TraceAsync(8));
    }

    private static async Task<string> TraceAsync(int seed)
    {
        await using var cluster = new BareCluster(seed);
        using var watch = new InvariantWatch(cluster);
        List<string> trace = [];
        cluster.Store.Listen(change => trace.Add($"{cluster.Time.Elapsed} {change.Type} {change.Object.Kind.Plural} {change.Object.Key} {change.Object.Uid} {change.Object.Version}"));
        var history = new RandomHistory(cluster, watch, new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            history.Step();
        }

        return string.Join('\n', trace);
    }

    /// <summary>What is not as its set wants it.</summary>
    private static IEnumerable<string> Unfinished(BareCluster cluster)
    {
        foreach (var set in cluster.Store.In(ResourceKinds.StatefulSets, "default"))
        {
            var (start, replicas) = (set.Root.Number("spec", "ordinals", "start") ?? 0, set.Root.Number("spec", "replicas") ?? 1);
            var wanted = Enumerable.Range((int)start, (int)replicas).Select(i => $"{set.Name}-{i.ToString(CultureInfo.InvariantCulture)}").ToArray();
            var pods = cluster.Pods.Where(p => p.ControllerUid == set.Uid).ToArray();
            if (!pods.Select(p => p.Name).Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal)))
            {
                yield return $"{set.Name} has {string.Join(' ', pods.Select(p => p.Name))} and wants {string.Join(' ', wanted)}";
            }

            var partition = set.Root.Number("spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
            foreach (var pod in pods)
            {
                var isReady = pod.Root.Items("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True");
                var ordinal = Array.IndexOf(wanted, pod.Name);
                var isOld = pod.Labels.Text("controller-revision-hash") != set.Root.Text("status", "updateRevision");
                if (!isReady || pod.IsTerminating)
                {
                    yield return $"{pod.Name} is {pod.Root.Text("status", "phase")}, ready {isReady}, terminating {pod.IsTerminating}";
                }

                if (isOld && ordinal >= partition && set.Root.Text("spec", "updateStrategy", "type") == "RollingUpdate")
                {
                    yield return $"{pod.Name} is not on the update revision";
                }

                foreach (var claim in pod.Root.Items("spec", "volumes").Select(v => v.Text("persistentVolumeClaim", "claimName")).OfType<string>()
                    .Where(c => cluster.Store.Get(ResourceKinds.Claims, "default", c)?.Root.Text("status", "phase") != "Bound"))
                {
                    yield return $"{pod.Name} runs without {claim}";
                }
            }

            if (set.Root.Number("status", "readyReplicas") is var ready && (ready ?? 0) != replicas)
            {
                yield return $"{set.Name} says {ready ?? 0} of {replicas} are ready";
            }
        }
    }
}
