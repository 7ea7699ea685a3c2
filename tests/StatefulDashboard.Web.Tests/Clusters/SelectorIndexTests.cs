using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

/// <summary>Budgets, Services and autoscalers find their sets, and the other way round: held against looking at everything.</summary>
public sealed class SelectorIndexTests
{
    private static readonly string[] Spaces = ["a", "b"];
    private static readonly string[] Keys = ["app", "tier", "zone"];
    private static readonly string[] Values = ["1", "2", "3"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void RandomHistory_EachStep_FindsWhatLookingAtEverythingFindsAndTouchesEachSetThatItConcerns(int seed)
    {
        var random = new Random(seed);
        var (index, world) = (new ClusterIndex(), new Everything());
        Dictionary<NamespacedName, string> known = [];
        for (var step = 0; step < 1500; step++)
        {
            world.Change(random, index);
            var touched = index.TakeTouched();
            foreach (var name in index.SetNames.Union(touched))
            {
                var found = index.Snapshot(name) is { } snapshot
                    ? string.Join(' ', snapshot.Budgets.Select(item => "b:" + item.Metadata.Name).Concat(snapshot.Services.Select(item => "s:" + item.Metadata.Name))
                        .Concat(snapshot.Autoscalers.Select(item => "h:" + item.Metadata.Name).Order(StringComparer.Ordinal)))
                    : "gone";
                found.ShouldBe(world.Expected(name), $"seed {seed}, step {step}, {name}");
                if (known.GetValueOrDefault(name) != found)
                {
                    touched.ShouldContain(name, $"seed {seed}, step {step}");
                    known[name] = found;
                }
            }
        }
    }

    [Fact]
    public void Change_OfABudget_TouchesOnlyTheSetsOfItsSelector()
    {
        var index = new ClusterIndex();
        for (var number = 0; number < 1000; number++)
        {
            index.Apply(Added(Set("a", "set-" + number, Labels(("app", "set-" + number)))));
        }

        index.TakeTouched();
        index.Apply(Added(Budget("a", "one", new() { MatchLabels = Labels(("app", "set-7")) })));
        index.TakeTouched().ShouldBe([new("a", "set-7")]);

        index.Apply(Added(Budget("a", "single", new() { MatchLabels = Labels((ResourceKinds.PodNameLabel, "set-8-0")) })));
        index.TakeTouched().ShouldBe([new("a", "set-8")]);

        index.Apply(Added(Budget("b", "elsewhere", new())));
        index.TakeTouched().ShouldBeEmpty();

        index.Apply(Added(Budget("a", "all", new())));
        index.TakeTouched().Count.ShouldBe(1000);
    }

    [Fact]
    public void Services_WithoutSelectorOrExternal_SelectNothing()
    {
        var index = new ClusterIndex();
        index.Apply(Added(Set("a", "web", Labels(("app", "1")))));
        index.Apply(Added(Service("a", "none", ValueMap.Empty)));
        index.Apply(Added(Service("a", "outside", Labels(("app", "1"))) with { Spec = new() { Type = "ExternalName", Selector = Labels(("app", "1")) } }));
        index.Apply(Added(Service("a", "other", Labels(("app", "2")))));
        index.Apply(Added(Service("a", "client", Labels(("app", "1")))));

        index.Snapshot(new("a", "web"))!.Services.ShouldHaveSingleItem().Metadata.Name.ShouldBe("client");
    }

    private static ResourceChange<T> Added<T>(T item)
        where T : class, IKubernetesObject => new(item.Metadata.Key, null, item);

    private static ValueMap Labels(params (string Key, string Value)[] pairs) => ValueMap.From(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));

    private static StatefulSet Set(string space, string name, ValueMap labels) => new()
    {
        Metadata = new() { Namespace = space, Name = name, Uid = space + name },
        Spec = new() { Template = new() { Metadata = new() { Labels = labels } } },
    };

    private static PodDisruptionBudget Budget(string space, string name, LabelSelector? selector) => new() { Metadata = new() { Namespace = space, Name = name }, Spec = new() { Selector = selector } };

    private static Service Service(string space, string name, ValueMap selector) => new() { Metadata = new() { Namespace = space, Name = name }, Spec = new() { Selector = selector } };

    /// <summary>All objects in plain lists; what belongs together is found by looking at every pair, in words of its own.</summary>
    private sealed class Everything
    {
        private readonly Dictionary<NamespacedName, StatefulSet> sets = [];
        private readonly Dictionary<NamespacedName, Pod> pods = [];
        private readonly Dictionary<NamespacedName, PodDisruptionBudget> budgets = [];
        private readonly Dictionary<NamespacedName, Service> services = [];
        private readonly Dictionary<NamespacedName, HorizontalPodAutoscaler> autoscalers = [];

        public void Change(Random random, ClusterIndex index)
        {
            var space = Pick(random, Spaces);
            var isRemoval = random.Next(4) == 0;
            switch (random.Next(8))
            {
                case 0 or 1:
                    Put(sets, new(space, "set-" + random.Next(4)), name => Set(space, name.Name, SomeLabels(random)), index.Apply);
                    break;
                case 2 or 3:
                    PutPod(random, space, isRemoval, index);
                    break;
                case 4 or 5:
                    Put(budgets, new(space, "budget-" + random.Next(5)), name => Budget(space, name.Name, SomeSelector(random)), index.Apply);
                    break;
                case 6:
                    Put(services, new(space, "service-" + random.Next(4)), name => Service(space, name.Name, random.Next(4) == 0 ? PodName(random) : SomeLabels(random)), index.Apply);
                    break;
                default:
                    Put(autoscalers, new(space, "auto-" + random.Next(3)), name => new()
                    {
                        Metadata = new() { Namespace = space, Name = name.Name },
                        Spec = new() { ScaleTargetRef = new() { ApiVersion = Pick(random, ["apps/v1", "apps/v1", "other/v1"]), Kind = Pick(random, ["StatefulSet", "StatefulSet", "Deployment"]), Name = "set-" + random.Next(4) } },
                    }, index.Apply);
                    break;
            }

            void Put<T>(Dictionary<NamespacedName, T> all, NamespacedName name, Func<NamespacedName, T> make, Action<ResourceChange<T>> apply)
                where T : class, IKubernetesObject
            {
                var before = all.GetValueOrDefault(name);
                if (isRemoval && before is not null)
                {
                    all.Remove(name);
                    apply(new(name, before, null));
                }
                else if (!isRemoval)
                {
                    apply(new(name, before, all[name] = make(name)));
                }
            }
        }

        public string Expected(NamespacedName name)
        {
            if (!sets.TryGetValue(name, out var set))
            {
                return "gone";
            }

            // each pod as it would be made now, and one that is not there yet for whatever does not ask which pod it is
            ValueMap[] labels = [.. pods.Values.Where(pod => pod.Metadata.Namespace == name.Namespace && pod.Metadata.OwnerReferences[0].Uid == set.Metadata.Uid).Select(pod => ValueMap.From(
                [.. set.Spec.Template.Metadata.Labels, .. pod.Metadata.Labels.Where(pair => pair.Key is ResourceKinds.PodNameLabel or "apps.kubernetes.io/pod-index")]))];
            var (one, any) = (labels, (ValueMap[])[.. labels, set.Spec.Template.Metadata.Labels]);
            var found = In(budgets, name).Where(budget => budget.Spec.Selector is { } selector && (AsksWhich(selector) ? one : any).Any(some => Selects(selector, some))).Select(budget => "b:" + budget.Metadata.Name)
                .Concat(In(services, name).Where(service => service.Spec.Selector.Count > 0 && any.Any(some => service.Spec.Selector.All(pair => some.Get(pair.Key) == pair.Value))).Select(service => "s:" + service.Metadata.Name))
                .Concat(In(autoscalers, name).Where(scaler => scaler.Spec.ScaleTargetRef is { ApiVersion: "apps/v1", Kind: "StatefulSet" } target && target.Name == name.Name).Select(scaler => "h:" + scaler.Metadata.Name));
            return string.Join(' ', found);
        }

        private static IEnumerable<T> In<T>(Dictionary<NamespacedName, T> all, NamespacedName set) =>
            all.Where(pair => pair.Key.Namespace == set.Namespace).OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => pair.Value);

        private static bool AsksWhich(LabelSelector selector) =>
            selector.MatchLabels.Keys.Concat(selector.MatchExpressions.Select(demand => demand.Key)).Any(key => !Keys.Contains(key));

        // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
        private static bool Selects(LabelSelector selector, ValueMap labels)
        {
            var holds = true;
            foreach (var (key, value) in selector.MatchLabels)
            {
                holds &= labels.TryGetValue(key, out var has) && has == value;
            }

            foreach (var demand in selector.MatchExpressions)
            {
                var isThere = labels.TryGetValue(demand.Key, out var has);
                holds &= demand.Operator == "Exists" ? isThere
                    : demand.Operator == "DoesNotExist" ? !isThere
                    : demand.Operator == "In" ? isThere && demand.Values.Contains(has!)
                    : !isThere || !demand.Values.Contains(has!);
            }

            return holds;
        }

        // as the controller makes it: the template's labels, and those of the one pod; it keeps them when the template changes
        private void PutPod(Random random, string space, bool isRemoval, ClusterIndex index)
        {
            var name = new NamespacedName(space, $"set-{random.Next(4)}-{random.Next(3)}");
            var before = pods.GetValueOrDefault(name);
            if (isRemoval)
            {
                if (pods.Remove(name))
                {
                    index.Apply(new ResourceChange<Pod>(name, before, null));
                }
            }
            else if (before is null && sets.TryGetValue(new(space, name.Name[..^2]), out var set))
            {
                pods[name] = new()
                {
                    Metadata = new()
                    {
                        Namespace = space, Name = name.Name, Uid = name.Name,
                        Labels = ValueMap.From([.. set.Spec.Template.Metadata.Labels, new(ResourceKinds.PodNameLabel, name.Name), new("apps.kubernetes.io/pod-index", name.Name[^1..])]),
                        OwnerReferences = [new() { Kind = "StatefulSet", Name = name.Name[..^2], Uid = set.Metadata.Uid, Controller = true }],
                    },
                };
                index.Apply(new ResourceChange<Pod>(name, null, pods[name]));
            }
        }

        private static LabelSelector? SomeSelector(Random random) => random.Next(9) switch
        {
            0 => null,
            1 => new(),
            2 => new() { MatchLabels = PodName(random) },
            3 => new() { MatchLabels = Labels(("apps.kubernetes.io/pod-index", random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture))) },
            4 => new() { MatchExpressions = [Demand(random)] },
            5 => new() { MatchExpressions = [Demand(random), new() { Key = ResourceKinds.PodNameLabel, Operator = Pick(random, ["In", "NotIn"]), Values = ["set-1-0"] }] },
            6 => new() { MatchLabels = SomeLabels(random), MatchExpressions = [Demand(random)] },
            _ => new() { MatchLabels = SomeLabels(random) },
        };

        private static LabelSelectorRequirement Demand(Random random) =>
            new() { Key = Pick(random, Keys), Operator = Pick(random, ["In", "NotIn", "Exists", "DoesNotExist"]), Values = [Pick(random, Values)] };

        private static ValueMap PodName(Random random) => Labels((ResourceKinds.PodNameLabel, $"set-{random.Next(4)}-{random.Next(3)}"));

        private static ValueMap SomeLabels(Random random) =>
            Labels([.. Keys.Where(_ => random.Next(2) == 0).Select(key => (key, Pick(random, Values)))]);

        private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
    }
}
