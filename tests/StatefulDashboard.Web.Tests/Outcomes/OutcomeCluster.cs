using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using Kinds = StatefulDashboard.DemoCluster.ApiServer.Storage.ResourceKinds;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>
/// A demo cluster in virtual time, seen as the dashboard sees a cluster and written to with the very text of the requests; without sockets,
/// so that hundreds of them take seconds.
/// </summary>
internal sealed class OutcomeCluster : IAsyncDisposable
{
    public const string Namespace = "default";
    private readonly BareCluster bare;
    private readonly AccessControl access;
    private readonly ResourceHandler handler;

    public OutcomeCluster(int seed)
    {
        bare = new BareCluster(seed);
        access = new AccessControl(bare.Objects.Store, [new("admin", "token", [Requester.Masters])]);
        handler = new ResourceHandler(bare.Objects, bare.Time, access.Authorizer);
    }

    public DemoCluster.VirtualTime Time => bare.Time;

    public ObjectApi Objects => bare.Objects;

    public DemoCluster.ApiServer.Storage.ResourceStore Store => bare.Store;

    /// <summary>Sends a request to the API server's own code for it.</summary>
    /// <returns>The answer's code and text; a refusal is one too.</returns>
    public (int Code, string Body) Send(PlannedRequest planned)
    {
        var cut = planned.Path.IndexOf('?', StringComparison.Ordinal);
        var context = new DefaultHttpContext();
        context.Request.Method = planned.Method;
        context.Request.Path = cut < 0 ? planned.Path : planned.Path[..cut];
        context.Request.QueryString = cut < 0 ? QueryString.Empty : new QueryString(planned.Path[cut..]);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(planned.Body));
        context.Request.ContentLength = context.Request.Body.Length;
        context.Request.ContentType = planned.ContentType;
        context.Request.Headers.Authorization = "Bearer token";
        var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            access.Identify(context);
            var served = handler.ServeAsync(context, ResourceRequest.Parse(context.Request.Path.Value!) ?? throw Refusals.NoSuchPath(), CancellationToken.None);
            served.IsCompleted.ShouldBeTrue("a request that is served in memory waits for nothing");
            served.GetAwaiter().GetResult();
        }
        catch (ApiException refusal)
        {
            return (refusal.Code, refusal.Message);
        }

        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    /// <summary>What the dashboard knows of the set at this moment; null when there is no such set.</summary>
    public StatefulSetOverview? Overview(string name)
    {
        var index = new ClusterIndex();
        Feed(Kinds.StatefulSets, KubernetesJsonContext.Default.StatefulSet, index.Apply);
        Feed(Kinds.Pods, KubernetesJsonContext.Default.Pod, index.Apply);
        Feed(Kinds.Claims, KubernetesJsonContext.Default.PersistentVolumeClaim, index.Apply);
        Feed(Kinds.Volumes, KubernetesJsonContext.Default.PersistentVolume, index.Apply);
        Feed(Kinds.StorageClasses, KubernetesJsonContext.Default.StorageClass, index.Apply);
        Feed(Kinds.Services, KubernetesJsonContext.Default.Service, index.Apply);
        Feed(Kinds.EndpointSlices, KubernetesJsonContext.Default.EndpointSlice, index.Apply);
        Feed(Kinds.ControllerRevisions, KubernetesJsonContext.Default.ControllerRevision, index.Apply);
        Feed(Kinds.Nodes, KubernetesJsonContext.Default.Node, index.Apply);
        return index.Snapshot(new(Namespace, name)) is { } snapshot ? StatefulSetOverview.From(snapshot, Time.GetUtcNow()) : null;
    }

    public async ValueTask DisposeAsync()
    {
        access.Dispose();
        await bare.DisposeAsync();
    }

    private void Feed<T>(DemoCluster.ApiServer.Storage.ResourceKind kind, JsonTypeInfo<T> type, Action<ResourceChange<T>> apply)
        where T : class, IKubernetesObject
    {
        foreach (var stored in Store.All(kind))
        {
            var read = JsonSerializer.Deserialize(stored.Utf8, type)!;
            apply(new ResourceChange<T>(new NamespacedName(stored.Namespace, stored.Name), null, read));
        }
    }
}
