using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Api;

/// <summary>The parts as JSON, each read for one answer. See <see cref="Part{T}"/>.</summary>
internal static class PartEndpoints
{
    /// <summary>A cluster that has not answered by then is said not to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapPartEndpoints(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/clusters/{cluster}").AddEndpointFilter(ClusterEndpoints.SomebodyAsync);
        foreach (var part in routes.ServiceProvider.GetServices<IPart>())
        {
            if (part.IsOfSet)
            {
                api.MapGet("/namespaces/{namespaceName}/statefulsets/{name}/" + part.Name, (
                    string cluster, string namespaceName, string name, HttpRequest request, ICurrentPerson current, IClusterReader reader, TimeProvider time, CancellationToken cancellationToken) =>
                    ReadAsync(part, new PartAddress(cluster, new NamespacedName(namespaceName, name)).For(part, Asked(request)), current, reader, time, cancellationToken));
            }
            else
            {
                api.MapGet("/" + part.Name, (string cluster, HttpRequest request, ICurrentPerson current, IClusterReader reader, TimeProvider time, CancellationToken cancellationToken) =>
                    ReadAsync(part, new PartAddress(cluster, null).For(part, Asked(request)), current, reader, time, cancellationToken));
            }
        }
    }

    private static Func<string, string?> Asked(HttpRequest request) => name => request.Query[name].FirstOrDefault();

    // what is asked for must be there and may be seen: that is answered as it is for the set or the cluster itself
    private static Task<IResult> ReadAsync(IPart part, PartAddress address, ICurrentPerson current, IClusterReader reader, TimeProvider time, CancellationToken cancellationToken) =>
        ClusterEndpoints.WithViewAsync(
            address.Cluster, current, reader,
            async view => address.Set is { } set && !view.Sets.ContainsKey(set)
                ? ClusterEndpoints.MissingSet(view, set.Namespace, set.Name)
                : await FirstAsync(part, address, current.Person, time, cancellationToken),
            cancellationToken);

    private static Task<IResult> FirstAsync(IPart part, PartAddress address, Person person, TimeProvider time, CancellationToken cancellationToken) =>
        FirstAsync(part, address, person, time, view => Results.Ok(PartDocument.Of(part, address, view)), cancellationToken);

    /// <param name="answer">What is answered of the first value that is there.</param>
    internal static async Task<IResult> FirstAsync(
        IPart part, PartAddress address, Person person, TimeProvider time, Func<PartView<object>, IResult> answer, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        string? why = null;
        PartView<object>? known = null;
        try
        {
            await foreach (var view in part.WatchAsync(person, address, stop.Token))
            {
                why = view.Error;
                switch (view.State)
                {
                    case PartState.Forbidden:
                        return ClusterEndpoints.Problem(403, "This may not be read", why ?? "You may not read this.");
                    case PartState.Gone:
                        return ClusterEndpoints.Problem(404, "Not there", "What was asked for has been deleted.");
                    case PartState.Live or PartState.Stale when view.Value is null || part.IsSettled(view.Value):
                        return answer(view);
                    case PartState.Live or PartState.Stale:
                        known = view;
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // said below
        }

        // what is not settled in that time is said not to be known yet
        return known is not null
            ? answer(known)
            : ClusterEndpoints.Problem(503, "Still reading", $"Cluster \"{address.Cluster}\" has not answered in time. {why}");
    }
}
