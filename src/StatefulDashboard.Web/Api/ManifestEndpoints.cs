using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Api;

/// <summary>One object of a set exactly as the server has it: what a page that would be too long links to.</summary>
internal static class ManifestEndpoints
{
    public static void MapManifestEndpoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/clusters/{cluster}/namespaces/{namespaceName}/statefulsets/{name}/manifest/json", ReadAsync).AddEndpointFilter(ClusterEndpoints.SomebodyAsync);

    private static Task<IResult> ReadAsync(
        string cluster, string namespaceName, string name, HttpRequest request, ICurrentPerson current, IClusterReader reader, ManifestPart part, TimeProvider time, CancellationToken cancellationToken)
    {
        var set = new NamespacedName(namespaceName, name);
        var address = new PartAddress(cluster, set).For(part, key => request.Query[key].FirstOrDefault());
        return ClusterEndpoints.WithViewAsync(
            cluster, current, reader,
            async view => view.Sets.ContainsKey(set)
                ? await PartEndpoints.FirstAsync(part, address, current.Person, time, Answer, cancellationToken)
                : ClusterEndpoints.MissingSet(view, namespaceName, name),
            cancellationToken);
    }

    private static IResult Answer(PartView<object> view)
    {
        var manifest = (SetManifest)view.Value!;
        return manifest.State switch
        {
            ManifestState.Shown => Results.Text(manifest.Json, "application/json"),
            ManifestState.Unread => ClusterEndpoints.Problem(403, "This may not be read", $"You may not read \"{manifest.Object}\"."),
            ManifestState.NotThere => ClusterEndpoints.Problem(404, "Not there", $"The server has no \"{manifest.Object}\"."),
            _ => ClusterEndpoints.Problem(404, "Nothing of this set", $"\"{manifest.Object}\" is no object of this set. It has: {string.Join(", ", manifest.Choices)}."),
        };
    }
}
