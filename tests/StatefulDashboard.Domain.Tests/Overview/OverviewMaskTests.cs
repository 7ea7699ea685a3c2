using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Overview;

/// <summary>What is taken out of an overview is as if it had never been read.</summary>
public sealed class OverviewMaskTests
{
    private static readonly UnreadKinds Every = Enum.GetValues<UnreadKinds>().Aggregate((all, one) => all | one);

    private const int Kinds = 14;

    [Fact]
    public void Mask_RandomSetsAndKinds_EqualsWhatWouldHaveBeenMadeWithoutThem()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var world = Some(random);
            world.Unread = random.Next(4) == 0 ? (UnreadKinds)(1 << random.Next(Kinds)) : UnreadKinds.None;
            var kinds = random.Next(3) switch { 0 => (UnreadKinds)(1 << random.Next(Kinds)), 1 => (UnreadKinds)random.Next(1 << Kinds), _ => UnreadKinds.Pods | (UnreadKinds)random.Next(1 << Kinds) };
            var whole = world.Overview();

            // the one thing that an overview does not hold
            world.Set = world.Set with { Status = world.Set.Status with { ReadyReplicas = whole.ReadyReplicas, AvailableReplicas = whole.AvailableReplicas, UpdatedReplicas = whole.UpdatedReplicas } };
            whole = world.Overview();
            world.Unread |= kinds;

            var masked = OverviewMask.Apply(whole, kinds);
            var wanted = world.Overview();
            masked.Slots.ShouldBe(wanted.Slots, $"seed {seed} without {kinds}");
            if (whole.Replicas > 1000)
            {
                continue; // which missing ordinal is the last that sentences name depends on how many are listed
            }

            masked.Explanation.Details.ShouldBe(wanted.Explanation.Details, $"seed {seed} without {kinds}: {wanted.Explanation.Headline}");
            masked.ShouldBe(wanted, $"seed {seed} without {kinds}, {whole.Unread} unread before");
        }
    }

    [Fact]
    public void Mask_NothingThatIsThere_IsTheSameOverview()
    {
        var world = new World { Unread = UnreadKinds.Nodes }.Pod(0).Pod(1).Pod(2);
        var set = world.Overview();

        OverviewMask.Apply(set, UnreadKinds.None).ShouldBeSameAs(set);
        OverviewMask.Apply(set, UnreadKinds.Nodes).ShouldBeSameAs(set);
    }

    [Fact]
    public void Mask_Everything_NothingOfTheHiddenKindsIsLeftInAnyText()
    {
        var world = new World().Pod(0, waiting: "CrashLoopBackOff", readyFor: null).Pod(1).Pod(2).Pod(5).Claim(0).Claim(1).Claim(7);
        world.Slices.Add(new() { Endpoints = [new() { Hostname = "web-1", Addresses = ["10.9.9.9"] }] });
        var whole = world.Overview().ToString();
        string[] hidden = ["node-1", "z1", "10.9.9.9", "10.0.0.1", "CrashLoopBackOff", "the reason in full", "pv-0", "www-web-7", "web-5", "pod-1", "Bound"];
        Every.ShouldBe((UnreadKinds)((1 << Kinds) - 1), "a new kind must be masked, and be among the random ones");
        hidden.ShouldAllBe(word => whole.Contains(word), "else this test says nothing");

        var masked = OverviewMask.Apply(world.Overview(), Every & ~UnreadKinds.StatefulSets).ToString();

        hidden.Where(word => masked.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Mask_OfFacts_HidesThoseOfTheKindAlone()
    {
        var facts = new SetFacts { Budgets = [new("web", 1, 3, 2)], Autoscalers = [new("web", 1, 9)], Services = ["web-read"], NodeCount = 3, Quorum = new(3, 2, "image etcd") };
        var set = new World().Pod(0).Pod(1).Pod(2).Overview() with { Facts = facts };

        OverviewMask.Apply(set, UnreadKinds.PodDisruptionBudgets).Facts.ShouldBe(facts with { Budgets = [] });
        OverviewMask.Apply(set, UnreadKinds.HorizontalPodAutoscalers).Facts.ShouldBe(facts with { Autoscalers = [] });
        OverviewMask.Apply(set, UnreadKinds.Services).Facts.ShouldBe(facts with { Services = [] });
        OverviewMask.Apply(set, UnreadKinds.Pods).Facts.ShouldBe(facts with { NodeCount = 0 });
        OverviewMask.Apply(set, UnreadKinds.Nodes).Facts.ShouldBe(facts);
    }

    private static World Some(Random random)
    {
        var replicas = random.Next(40) == 0 ? 1005 : random.Next(6);
        var start = random.Next(3);
        var world = new World().With(spec => spec with
        {
            Replicas = replicas,
            Ordinals = start == 0 ? null : new() { Start = start },
            PodManagementPolicy = random.Next(2) == 0 ? "Parallel" : "OrderedReady",
            MinReadySeconds = random.Next(3) == 0 ? 30 : 0,
            ServiceName = random.Next(8) == 0 ? "" : "nginx",
            UpdateStrategy = random.Next(4) == 0 ? new() { Type = "OnDelete" } : new() { Type = "RollingUpdate", RollingUpdate = new() { Partition = random.Next(4) } },
            VolumeClaimTemplates = [Template("www", random.Next(2) == 0 ? "standard" : null), .. random.Next(2) == 0 ? new[] { Template("log", "fast") } : []],
        }).Revisions("web-old", random.Next(2) == 0 ? "web-old" : "web-new");
        for (var ordinal = 0; ordinal < 8; ordinal++)
        {
            AddPod(world, random, ordinal);
            AddClaim(world, random, ordinal);
        }

        if (world.Set.Spec.PodManagementPolicy == "OrderedReady" && random.Next(3) == 0)
        {
            world.Failures.Add(new("web-" + random.Next(8), null, "exceeded quota: small", World.Now.AddMinutes(-9), World.Now));
        }

        world.Service = random.Next(6) switch
        {
            0 => null,
            1 => world.Service! with { Spec = world.Service.Spec with { ClusterIP = "10.96.0.9" } },
            2 => world.Service! with { Spec = world.Service.Spec with { Selector = World.Labels("app", "other") } },
            _ => world.Service,
        };
        world.Slices.Add(new() { Endpoints = [.. Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).Select(ordinal => new Endpoint { Hostname = "web-" + ordinal, Addresses = ["10.0.0." + ordinal] })] });
        if (random.Next(8) == 0)
        {
            world.Set = world.Set with { Metadata = world.Set.Metadata with { DeletionTimestamp = World.Now, Finalizers = random.Next(2) == 0 ? ["foregroundDeletion", "example.com/keep"] : ["orphan"] } };
        }

        return world;
    }

    private static void AddPod(World world, Random random, int ordinal)
    {
        if (random.Next(4) == 0)
        {
            return;
        }

        int? readyFor = random.Next(3) switch { 0 => null, 1 => random.Next(60), _ => 3600 };
        world.Pod(
            ordinal, random.Next(3) switch { 0 => "web-old", 1 => "web-new", _ => "web-odd" }, readyFor, random.Next(4) * 30 + 5,
            readyFor is null && random.Next(2) == 0 ? "ImagePullBackOff" : null, terminating: random.Next(6) == 0, random.Next(10) == 0 ? "Failed" : "Running", random.Next(2));
    }

    private static void AddClaim(World world, Random random, int ordinal)
    {
        if (random.Next(3) == 0)
        {
            return;
        }

        world.Claim(ordinal);
        if (random.Next(3) == 0)
        {
            var claim = world.Claims[^1];
            world.Claims[^1] = claim with { Metadata = claim.Metadata with { CreationTimestamp = World.Now.AddMinutes(-random.Next(90)) }, Spec = claim.Spec with { VolumeName = "" }, Status = new() { Phase = "Pending" } };
        }
    }

    private static VolumeClaimTemplate Template(string name, string? storageClass) =>
        new() { Metadata = new() { Name = name }, Spec = new() { StorageClassName = storageClass, Resources = new() { Requests = World.Labels("storage", "1Gi") } } };
}
