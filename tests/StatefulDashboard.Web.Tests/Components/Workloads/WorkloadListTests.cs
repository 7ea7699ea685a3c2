using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.Workloads;

namespace StatefulDashboard.Web.Tests.Components.Workloads;

/// <summary>The list that takes over only what has changed is the list that is made anew from everything.</summary>
public sealed class WorkloadListTests
{
    private static readonly StatefulSetPhase[] Phases = [StatefulSetPhase.Steady, StatefulSetPhase.Degraded, StatefulSetPhase.RollingOut];

    private static readonly WorkloadsQuery[] Queries =
    [
        WorkloadsQuery.All,
        WorkloadsQuery.All with { Sort = "name" },
        WorkloadsQuery.All with { Sort = "-ready" },
        WorkloadsQuery.All with { Sort = "since", Namespace = "ns-1" },
        WorkloadsQuery.All with { Phase = WorkloadsQuery.Attention },
        WorkloadsQuery.All with { Phase = "rollingOut", Sort = "state" },
        WorkloadsQuery.All with { Search = "DB-1" },
        WorkloadsQuery.All with { Kind = "deployment" },
        WorkloadsQuery.All with { Kind = "nonsense" },
    ];

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Take_ManyViewsOfWhichSomeAreMissed_EqualsAListMadeAnew(int seed)
    {
        var random = new Random(seed);
        var list = new WorkloadList { Query = Queries[random.Next(Queries.Length)] };
        var views = new[] { "a", "b" }.Select(cluster => View(cluster)).ToArray();
        for (var step = 0; step < 150; step++)
        {
            var cluster = random.Next(views.Length);
            views[cluster] = Changed(views[cluster], random, random.Next(20) == 0 ? 60 : random.Next(4));

            // a slow browser misses views, sometimes more than are remembered
            if (random.Next(3) == 0 || step > 140)
            {
                list.Take(views[cluster]);
            }

            if (random.Next(25) == 0)
            {
                list.Query = Queries[random.Next(Queries.Length)];
            }

            if (random.Next(30) == 0)
            {
                list.Leave(views[cluster].Cluster.Id);
                list.Take(views[cluster]);
            }
        }

        Array.ForEach(views, list.Take);
        var anew = new WorkloadList { Query = list.Query };
        Array.ForEach(views, anew.Take);

        list.Rows.Select(Text).ShouldBe(anew.Rows.Select(Text));
        (list.Count, list.NeedAttention).ShouldBe((anew.Count, anew.NeedAttention));
        list.Phases.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).ShouldBe(anew.Phases.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key));
        list.Namespaces.ShouldBe(anew.Namespaces);
        list.Rows.Select(Text).ShouldBe(list.Rows.Order(new WorkloadOrder(list.Query)).Select(Text), "in order");
    }

    [Fact]
    public void Rows_ByDefault_WhatNeedsAttentionIsFirst()
    {
        var view = View("a");
        view = view with { Sets = view.Sets.Add(new("ns-0", "aa"), Set("ns-0", "aa", StatefulSetPhase.Steady, 3)).Add(new("ns-9", "zz"), Set("ns-9", "zz", StatefulSetPhase.Stalled, 1)).Add(new("ns-0", "ab"), Set("ns-0", "ab", StatefulSetPhase.RollingOut, 2)) };
        var list = new WorkloadList();

        list.Take(view);

        list.Rows.Select(row => row.Name.Name).ShouldBe(["zz", "ab", "aa"]);
    }

    [Fact]
    public void RowsVersion_ChangeOfARowThatIsNotDrawn_StaysTheSame()
    {
        var list = new WorkloadList { Query = WorkloadsQuery.All with { Sort = "name" } };
        var view = View("a");
        for (var index = 0; index < 100; index++)
        {
            var name = "db-" + index.ToString("000", System.Globalization.CultureInfo.InvariantCulture);
            view = view with { Sets = view.Sets.Add(new("ns", name), Set("ns", name, StatefulSetPhase.Steady, 3)) };
        }

        list.Take(view);
        list.Show(0, 20);
        var before = list.RowsVersion;

        view = view with { Sets = view.Sets.SetItem(new("ns", "db-050"), Set("ns", "db-050", StatefulSetPhase.Steady, 2)) };
        list.Take(view);
        list.RowsVersion.ShouldBe(before);

        view = view with { Sets = view.Sets.SetItem(new("ns", "db-005"), Set("ns", "db-005", StatefulSetPhase.Steady, 2)) };
        list.Take(view);
        list.RowsVersion.ShouldNotBe(before);
    }

    private static string Text(WorkloadItem item) => $"{item.Cluster} {item.Name} {item.Phase} {item.Ready}";

    private static ClusterView View(string cluster) => new(
        new(cluster, cluster, IsDemo: false, IsConnected: true),
        new(ClusterState.Live, Samples.Now, null, null, []),
        ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty);

    private static ClusterView Changed(ClusterView view, Random random, int count)
    {
        var sets = view.Sets;
        HashSet<NamespacedName> changed = [];
        for (var index = 0; index < count; index++)
        {
            var name = new NamespacedName("ns-" + random.Next(3), "db-" + random.Next(25));
            sets = random.Next(4) == 0 ? sets.Remove(name) : sets.SetItem(name, Set(name.Namespace, name.Name, Phases[random.Next(Phases.Length)], random.Next(4)));
            changed.Add(name);
        }

        return view with { Sets = sets, Changes = view.Changes.Next(sets, changed) };
    }

    private static StatefulSetOverview Set(string space, string name, StatefulSetPhase phase, int available) =>
        Samples.Set(phase: phase) with { Name = new(space, name), AvailableReplicas = available, CreatedAt = Samples.Now.AddMinutes(-available) };
}
