using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Api;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Tests.Operations;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Parts;

/// <summary>No value of a Secret ever leaves the API server for the dashboard: every byte of its answers is looked at on the way.</summary>
public sealed class SecretValueTests
{
    private const string Value = "swordfish-under-the-bridge";

    private static readonly NamespacedName Set = new("vault", "app");

    [Fact]
    public async Task Secrets_EnvironmentIsShown_AreAskedForAsMetadataAndNothingElse()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        await using var proxy = await FaultyProxy.StartAsync(fleet.Demo);
        var wire = new ConcurrentDictionary<string, StringBuilder>(StringComparer.Ordinal);
        proxy.Passes = (request, bytes) => Note(wire, request, bytes);
        var dashboard = await fleet.AddDashboardAsync(proxy.Kubeconfig);
        await MakeAsync(fleet, dashboard, annotation: null);

        await using var found = new FollowedPart<SetDiscovery>(dashboard.App.Services.GetRequiredService<DiscoveryPart>(), DashboardFleet.Somebody, DashboardFleet.Cluster, Set);
        await using var life = new FollowedPart<SetLifecycle>(dashboard.App.Services.GetRequiredService<LifecyclePart>(), DashboardFleet.Somebody, DashboardFleet.Cluster, Set);
        await KnowsAsync(found, "password user");
        await Eventually.HoldsAsync(() => life.Value is { Pods.Count: 1 }, () => "the pod's life is told");
        // it changes while somebody looks: the watch is asked in the same way
        await PatchAsync(fleet, new() { ["data"] = new JsonObject { ["extra"] = Encoded(Value) } });
        await KnowsAsync(found, "extra password user");

        var asked = wire.Keys.Where(key => key.Contains("/secrets", StringComparison.Ordinal)).ToArray();
        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(key => key.Contains("as=PartialObjectMetadata", StringComparison.Ordinal) && !key.Contains(',', StringComparison.Ordinal), "with plain JSON as no second choice");
        foreach (var (key, body) in wire)
        {
            body.ToString().ShouldNotContain(Value, Case.Sensitive, key);
            body.ToString().ShouldNotContain(Encoded(Value), Case.Sensitive, key);
        }

        Json(dashboard, found.Value!, life.Value!).ShouldNotContain(Value);
    }

    /// <summary>kubectl apply keeps a copy of what it sent in an annotation, which the server counts as metadata; here it is skipped unread.</summary>
    [Fact]
    public async Task Secrets_CopyInAnAnnotation_IsNeverKeptNorShown()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        await MakeAsync(fleet, dashboard, annotation: new JsonObject { ["data"] = new JsonObject { ["password"] = Encoded(Value) } }.ToJsonString());

        await using var found = new FollowedPart<SetDiscovery>(dashboard.App.Services.GetRequiredService<DiscoveryPart>(), DashboardFleet.Somebody, DashboardFleet.Cluster, Set);
        await KnowsAsync(found, "password user");

        var read = await fleet.Client.ListAsync(ResourceKinds.SecretKeys, Set.Namespace, TestContext.Current.CancellationToken);
        read.Items.Single(secret => secret.Metadata.Name == "login").Keys.ShouldBe(["password", "user"]);
        var everything = JsonSerializer.Serialize(read.Items) + JsonSerializer.Serialize(found.Value);
        everything.ShouldNotContain(Value);
        everything.ShouldNotContain(Encoded(Value));
    }

    private static async Task KnowsAsync(FollowedPart<SetDiscovery> found, string keys) => await Eventually.HoldsAsync(
        () => Keys(found.Value) == keys, () => $"the keys of the Secret are told; seen: {Keys(found.Value)} {found.View}");

    private static string? Keys(SetDiscovery? found) => found is null ? null : string.Join(' ', found.Containers.SelectMany(container => container.Sources).SelectMany(source => source.Variables).Select(variable => variable.Key).Order(StringComparer.Ordinal));

    private static string Encoded(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));

    private static void Note(ConcurrentDictionary<string, StringBuilder> wire, HttpRequest request, ReadOnlyMemory<byte> bytes)
    {
        var body = wire.GetOrAdd($"{request.Path} as {request.Headers.Accept} {request.HttpContext.TraceIdentifier}", _ => new());
        lock (body)
        {
            body.Append(Encoding.UTF8.GetString(bytes.Span));
        }
    }

    private static string Json(StatefulDashboard.Web.Configuration.RunningDashboard dashboard, params object[] values)
    {
        var options = new JsonSerializerOptions();
        using var scope = dashboard.App.Services.CreateScope();
        ApiJson.Configure(options, scope.ServiceProvider.GetRequiredService<StatementText>());
        return string.Concat(values.Select(value => JsonSerializer.Serialize(value, options)));
    }

    private static async Task MakeAsync(DashboardFleet fleet, StatefulDashboard.Web.Configuration.RunningDashboard dashboard, string? annotation)
    {
        var token = TestContext.Current.CancellationToken;
        await fleet.Client.CreateAsync(ResourceKinds.Namespaces, null, new JsonObject { ["metadata"] = new JsonObject { ["name"] = Set.Namespace } }, new WriteOptions(), token);
        var secret = new JsonObject
        {
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "login", ["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = annotation ?? "none" } },
            ["data"] = new JsonObject { ["user"] = Encoded("somebody"), ["password"] = Encoded(Value) },
        };
        (await fleet.Client.CreateAsync(ResourceKinds.SecretKeys, Set.Namespace, secret, new WriteOptions(), token)).ShouldBeOfType<WriteResult<SecretKeys>.Applied>();
        var body = JsonNode.Parse("""
            {"metadata": {"name": "app"}, "spec": {"replicas": 1, "serviceName": "app", "selector": {"matchLabels": {"app": "app"}},
             "template": {"metadata": {"labels": {"app": "app"}}, "spec": {"containers": [{"name": "app", "image": "app:1", "envFrom": [{"secretRef": {"name": "login"}}]}]}}}}
            """)!.AsObject();
        await fleet.Client.CreateAsync(ResourceKinds.StatefulSets, Set.Namespace, body, new WriteOptions(), token);
        await Eventually.HoldsAsync(() => DashboardFleet.Set(dashboard, Set) is { AvailableReplicas: 1 }, () => string.Create(CultureInfo.InvariantCulture, $"{Set} runs"));
    }

    private static async Task PatchAsync(DashboardFleet fleet, JsonObject patch) =>
        (await fleet.Client.PatchAsync(ResourceKinds.SecretKeys, new(Set.Namespace, "login"), Patch.Merge(patch), new WriteOptions(), TestContext.Current.CancellationToken))
            .ShouldBeOfType<WriteResult<SecretKeys>.Applied>();
}
