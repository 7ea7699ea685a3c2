using System.Text;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Api;

/// <summary>Operations as JSON: what the pages show, for programs; and the receipt of a deletion, to keep.</summary>
public static class OperationEndpoints
{
    public static void MapOperationEndpoints(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/clusters/{cluster}").AddEndpointFilter(ClusterEndpoints.SomebodyAsync);
        api.MapGet("/operations", (string cluster, ICurrentPerson current, IClusterReader reader, StatementText texts, CancellationToken cancellationToken) =>
            AllAsync(cluster, null, current, reader, texts, cancellationToken));
        api.MapGet("/namespaces/{namespaceName}/operations", AllAsync);
        api.MapGet("/namespaces/{namespaceName}/operations/{id}", OneAsync);
        api.MapGet("/namespaces/{namespaceName}/operations/{id}/receipt", ReceiptAsync);
    }

    // what is under way first, then the newest
    private static Task<IResult> AllAsync(
        string cluster, string? namespaceName, ICurrentPerson current, IClusterReader reader, StatementText texts, CancellationToken cancellationToken) =>
        ClusterEndpoints.WithViewAsync(
            cluster, current, reader,
            view => Results.Ok(view.Operations.Values
                .Where(operation => namespaceName is null || operation.Name.Namespace == namespaceName)
                .OrderBy(operation => operation.IsOver).ThenByDescending(operation => operation.EndedAt ?? operation.StartedAt)
                .Select(operation => OperationDocument.Of(cluster, operation, texts))),
            cancellationToken);

    private static Task<IResult> OneAsync(
        string cluster, string namespaceName, string id, ICurrentPerson current, IClusterReader reader, StatementText texts, CancellationToken cancellationToken) =>
        ClusterEndpoints.WithViewAsync(
            cluster, current, reader,
            view => view.Operations.TryGetValue(new(namespaceName, id), out var operation) ? Results.Ok(OperationDocument.Of(cluster, operation, texts)) : NoSuchOperation(namespaceName, id),
            cancellationToken);

    private static async Task<IResult> ReceiptAsync(
        string cluster, string namespaceName, string id, ICurrentPerson current, IClusterReader reader, IOperations operations, HttpContext context, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(namespaceName, id);
        Operation? operation = null;
        var problem = await ClusterEndpoints.WithViewAsync(
            cluster, current, reader, view => view.Operations.TryGetValue(key, out operation) ? Results.Ok() : NoSuchOperation(namespaceName, id), cancellationToken);
        if (operation is null)
        {
            return problem;
        }

        try
        {
            if (await operations.ReceiptAsync(current.Person, cluster, key, cancellationToken) is not { } yaml)
            {
                return ClusterEndpoints.Problem(404, "No receipt", $"Operation \"{id}\" keeps no receipt that you may read. Only deletions have one.");
            }

            // a manifest may hold what only this person may see
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(Encoding.UTF8.GetBytes(yaml), "application/yaml", FileName(operation));
        }
        catch (KubernetesException fault)
        {
            return ClusterEndpoints.Problem(502, "The cluster did not answer", $"The receipt of operation \"{id}\" could not be read: {fault.Message}");
        }
    }

    /// <summary>A name that every file system takes, whatever the set's name holds.</summary>
    internal static string FileName(Operation operation)
    {
        var safe = string.Concat(operation.Name.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' ? letter : '_'));
        return $"{(safe.Length > 80 ? safe[..80] : safe)}-receipt.yaml";
    }

    private static IResult NoSuchOperation(string namespaceName, string id) =>
        ClusterEndpoints.Problem(404, "No such operation", $"Namespace \"{namespaceName}\" has no operation \"{id}\" that you may see. It may have been cleared away: operations are kept for 30 days.");
}
