using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Dns;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Api;

/// <summary>One question to the cluster's configured resolver, and its answer with the reasons: what the DNS page shows.</summary>
internal static class DnsEndpoint
{
    public static void MapDnsEndpoint(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/clusters/{cluster}/dns", AskAsync).AddEndpointFilter(ClusterEndpoints.SomebodyAsync);

    private static Task<IResult> AskAsync(
        string cluster, string? name, string? type, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "namespace")] string? namespaceName,
        HttpRequest request, ICurrentPerson current, IClusterReader reader, NameAsker asker, StatementText texts, CancellationToken cancellationToken)
    {
        // an image or a script on a page of another site must not let a question out of this machine
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return Task.FromResult(ClusterEndpoints.Problem(403, "Another site", "Questions from pages of other sites are not asked here."));
        }

        var (asked, fault) = AskedName.Read(name, type, namespaceName);
        if (asked is null)
        {
            return Task.FromResult(ClusterEndpoints.Problem(400, "This cannot be asked", texts.Of(fault!)));
        }

        return ClusterEndpoints.WithViewAsync(
            cluster, current, reader,
            async _ => await asker.AskAsync(current.Person, cluster, asked, cancellationToken) is { } report
                ? Results.Ok(report)
                : ClusterEndpoints.Problem(404, "No such cluster", $"Cluster \"{cluster}\" is offered no more."),
            cancellationToken);
    }
}
