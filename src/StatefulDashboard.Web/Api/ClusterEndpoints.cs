using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Api;

/// <summary>The state as JSON: what the pages show, for programs. Errors are RFC 9457 problem documents that say what is missing.</summary>
public static class ClusterEndpoints
{
    public static void MapClusterEndpoints(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/clusters").AddEndpointFilter(SomebodyAsync);
        api.MapGet("/", (ICurrentPerson current, IClusterReader reader) => reader.List(current.Person));
        api.MapGet("/{cluster}/statefulsets", SetsAsync);
        api.MapGet("/{cluster}/workloads", WorkloadsAsync);
        api.MapGet("/{cluster}/namespaces/{namespaceName}/statefulsets", SetsOfNamespaceAsync);
        api.MapGet("/{cluster}/namespaces/{namespaceName}/statefulsets/{name}", SetAsync);
        api.MapPost("/{cluster}/namespaces/{namespaceName}/statefulsets/{name}/plan", PlanAsync);
    }

    internal static async ValueTask<object?> SomebodyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<ICurrentPerson>().Person.IsNobody
            ? Problem(401, "Who are you?", "Nobody has been chosen: send the bearer token of a person, or choose one in the browser.")
            : await next(context);

    private static Task<IResult> SetsAsync(string cluster, ICurrentPerson current, IClusterReader reader, StatefulSetDocuments documents, CancellationToken cancellationToken) =>
        WithViewAsync(cluster, current, reader, view => Results.Ok(view.Sets.Values.Select(set => documents.Of(view, set))), cancellationToken);

    private static Task<IResult> WorkloadsAsync(string cluster, ICurrentPerson current, IClusterReader reader, CancellationToken cancellationToken) =>
        WithViewAsync(cluster, current, reader, view => Results.Ok(WorkloadDocument.All(view, _ => true)), cancellationToken);

    private static Task<IResult> SetsOfNamespaceAsync(
        string cluster, string namespaceName, ICurrentPerson current, IClusterReader reader, StatefulSetDocuments documents, CancellationToken cancellationToken) =>
        WithViewAsync(
            cluster, current, reader,
            view => view.Status.Rights.SeesSets(namespaceName)
                ? Results.Ok(view.Sets.Values.Where(set => set.Name.Namespace == namespaceName).Select(set => documents.Of(view, set)))
                : Hidden(view, namespaceName),
            cancellationToken);

    private static Task<IResult> SetAsync(
        string cluster, string namespaceName, string name, ICurrentPerson current, IClusterReader reader, StatefulSetDocuments documents, CancellationToken cancellationToken) =>
        WithViewAsync(
            cluster, current, reader,
            view => view.Sets.TryGetValue(new(namespaceName, name), out var set) ? Results.Ok(documents.Of(view, set)) : MissingSet(view, namespaceName, name),
            cancellationToken);

    private static async Task<IResult> PlanAsync(
        string cluster, string namespaceName, string name, [FromBody] JsonElement? request,
        ICurrentPerson current, IClusterReader reader, IActions actions, StatementText texts, CancellationToken cancellationToken)
    {
        var set = new NamespacedName(namespaceName, name);
        var (intent, fault) = IntentReader.Read(set, request ?? default);
        if (intent is null)
        {
            return Problem(400, "Not a known intent", fault!);
        }

        PlanPreview? preview;
        try
        {
            preview = await actions.PreviewAsync(current.Person, cluster, intent, cancellationToken);
        }
        catch (KubernetesException unanswered)
        {
            return Problem(502, "The cluster did not answer", unanswered.Message);
        }

        return preview is not null
            ? Results.Ok(PlanDocument.Of(preview, texts))
            : await WithViewAsync(cluster, current, reader, view => intent is RestorationIntent restoration ? NoReceipt(restoration) : MissingSet(view, namespaceName, name), cancellationToken);
    }

    private static IResult NoReceipt(RestorationIntent intent) =>
        Problem(404, "No receipt", $"There is no operation \"{intent.OperationId}\" in namespace \"{intent.Name.Namespace}\" that keeps a receipt of \"{intent.Name.Name}\" and that you may read.");

    internal static Task<IResult> WithViewAsync(
        string cluster, ICurrentPerson current, IClusterReader reader, Func<ClusterView, IResult> answer, CancellationToken cancellationToken) =>
        WithViewAsync(cluster, current, reader, view => Task.FromResult(answer(view)), cancellationToken);

    internal static async Task<IResult> WithViewAsync(
        string cluster, ICurrentPerson current, IClusterReader reader, Func<ClusterView, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(current.Person, cluster, cancellationToken) is not { } view)
        {
            var known = string.Join(", ", reader.List(current.Person).Select(other => other.Id));
            return Problem(404, "No such cluster", $"There is no cluster \"{cluster}\" here. Known: {(known.Length > 0 ? known : "none")}.");
        }

        return view.Status.State == ClusterState.Syncing ? Problem(503, "Still reading", $"Cluster \"{cluster}\" has not been read to the end yet. {view.Status.Error}")
            : view.Status.Rights.SeesNothing ? Hidden(view, null)
            : await answer(view);
    }

    private static IResult Hidden(ClusterView view, string? namespaceName) => view.Status.Rights.Fault is null
        ? Problem(403, "StatefulSets may not be listed", HiddenText.Of(view, namespaceName))
        : Problem(503, "Rights are not known", HiddenText.Of(view, namespaceName));

    internal static IResult MissingSet(ClusterView view, string namespaceName, string name)
    {
        if (!view.Status.Rights.SeesSets(namespaceName))
        {
            return Hidden(view, namespaceName);
        }

        if (!view.Status.SeesSets(namespaceName))
        {
            return Problem(403, "StatefulSets may not be read", $"The account of cluster \"{view.Cluster.Id}\" may not list StatefulSets in namespace \"{namespaceName}\": whether \"{name}\" is there is not known.");
        }

        string[] siblings = [.. view.Sets.Keys.Where(key => key.Namespace == namespaceName).Select(key => key.Name).Take(20)];
        var detail = siblings.Length > 0
            ? $"Namespace \"{namespaceName}\" of cluster \"{view.Cluster.Id}\" has no StatefulSet \"{name}\". It has: {string.Join(", ", siblings)}."
            : $"Cluster \"{view.Cluster.Id}\" has no StatefulSet in a namespace \"{namespaceName}\".";
        return Problem(404, siblings.Length > 0 ? "No such StatefulSet" : "No such namespace", detail);
    }

    internal static IResult Problem(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}
