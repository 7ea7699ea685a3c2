using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Lifecycle;
using StatefulDashboard.DemoCluster.Scenarios;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Support;

/// <summary>The control plane of an empty demo cluster in virtual time, without its socket: for tests that need many of them.</summary>
internal sealed class BareCluster : IAsyncDisposable
{
    public static readonly WriteOptions Person = new("kubectl");
    private readonly DemoClock clock;
    private readonly ControllerManager controllers;

    public BareCluster(int seed = 1, FeatureGates? gates = null)
    {
        clock = new DemoClock(Time, 1);
        Objects = new ObjectApi(new ResourceStore(), Time, new Identities(seed), gates ?? new FeatureGates());
        controllers = new ControllerManager(Objects, clock, new PodDelays(new DemoClusterOptions { Seed = "empty" }), Faults = new DemoFaults(Objects), Dns(), NullLoggerFactory.Instance);
        BaseObjects.Create(Objects);
        controllers.Start();
        Time.Settle();
    }

    private ZoneAsker Dns()
    {
        var denials = new DenialCache(Time);
        Faults.Changed += (_, _) => denials.IsOn = Faults.IsOn(DemoFaults.KeptDenials);
        return new ZoneAsker(new ClusterZone(Store, new ZoneIndex(Store), DnsName.Parse("cluster.local"), 30), denials, "cluster.local");
    }

    public VirtualTime Time { get; } = new();

    public ObjectApi Objects { get; }

    public DemoFaults Faults { get; }

    public ScenarioPlayer Player => controllers.Player;

    public ResourceStore Store => Objects.Store;

    public StoredObject Create(ResourceKind kind, string json) => Objects.Create(kind, kind.Namespaced ? "default" : "", (JsonObject)JsonNode.Parse(json)!, Person);

    public StoredObject? Set(string name) => Store.Get(ResourceKinds.StatefulSets, "default", name);

    public StoredObject? Pod(string name) => Store.Get(ResourceKinds.Pods, "default", name);

    public IEnumerable<StoredObject> Pods => Store.In(ResourceKinds.Pods, "default");

    public StoredObject Change(ResourceKind kind, string name, Action<JsonObject> change)
        => Objects.Modify(kind, kind.Namespaced ? "default" : "", name, null, Person, root =>
        {
            change(root);
            return root;
        });

    public async ValueTask DisposeAsync()
    {
        await controllers.DisposeAsync();
        clock.Dispose();
    }
}
