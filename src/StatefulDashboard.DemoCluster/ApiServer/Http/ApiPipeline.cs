using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Discovery;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>From a request to its answer: host and token first, then discovery or a resource; every refusal becomes a Status.</summary>
internal sealed class ApiPipeline(ObjectApi objects, TimeProvider time, string token, ApiFaults faults, ILogger logger)
{
    private const string AggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private readonly ResourceHandler resources = new(objects, time);

    public async Task InvokeAsync(HttpContext context, CancellationToken listenerStops)
    {
        var isWatch = context.Request.Query["watch"] is ["true" or "1"];
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, listenerStops, isWatch ? faults.WatchesEnd : CancellationToken.None);
        try
        {
            Admit(context.Request);
            faults.Refuse(context);
            await RouteAsync(context, ends.Token);
        }
        catch (ApiException refusal)
        {
            await Answers.RefusalAsync(context.Response, refusal, ends.Token);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Answers.RefusalAsync(context.Response, bad.StatusCode == 413 ? Refusals.TooLarge() : Refusals.BadRequest(bad.Message), ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            logger.LogError(exception, "The demo API server failed on {Method} {Path}", context.Request.Method, context.Request.Path);
            await Answers.RefusalAsync(context.Response, Refusals.Of(500, "InternalError", $"Internal error occurred: {exception.Message}", []), ends.Token);
        }
    }

    private void Admit(HttpRequest request)
    {
        if (request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]" or "::1"))
        {
            throw Refusals.Forbidden("the demo cluster answers on loopback only");
        }

        var given = request.Headers.Authorization.ToString();
        var expected = "Bearer " + token;
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(given), System.Text.Encoding.UTF8.GetBytes(expected)))
        {
            throw Refusals.Unauthorized();
        }
    }

    private Task RouteAsync(HttpContext context, CancellationToken cancellation)
    {
        var path = context.Request.Path.Value ?? "/";
        var response = context.Response;
        if (ResourceRequest.Parse(path) is { } resource)
        {
            return resources.ServeAsync(context, resource, cancellation);
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["version"] => Answers.JsonAsync(response, 200, DiscoveryDocuments.Version(), cancellation),
            ["readyz" or "livez" or "healthz", ..] => Answers.TextAsync(response, "ok", cancellation),
            ["api"] or ["apis"] when WantsAggregated(context.Request) => Answers.JsonAsync(response, 200, DiscoveryDocuments.Aggregated(parts[0] == "api"), cancellation, AggregatedType, cache: "public"),
            ["api"] => Answers.JsonAsync(response, 200, DiscoveryDocuments.Core(context.Request.Host.Value ?? ""), cancellation),
            ["apis"] => Answers.JsonAsync(response, 200, DiscoveryDocuments.GroupList(), cancellation),
            ["apis", var group] when DiscoveryDocuments.GroupDocument(group) is { } document => Answers.JsonAsync(response, 200, document, cancellation),
            ["api", var version] when DiscoveryDocuments.ResourceList("", version) is { } list => Answers.JsonAsync(response, 200, list, cancellation),
            ["apis", var group, var version] when DiscoveryDocuments.ResourceList(group, version) is { } list => Answers.JsonAsync(response, 200, list, cancellation),
            ["openapi", "v2"] => Answers.BytesAsync(response, 200, ReadOnlyMemory<byte>.Empty, "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", cancellation),
            ["apis", var group, "v1", var review] when context.Request.Method == "POST" && AccessReviews.Kind(group, review) is { } kind => ReviewAsync(context, group, kind, cancellation),
            _ => throw Refusals.NoSuchPath(),
        };
    }

    private static bool WantsAggregated(HttpRequest request)
        => request.Headers.Accept.ToString().Contains("v=v2;as=APIGroupDiscoveryList", StringComparison.Ordinal)
            || request.Headers.Accept.ToString().Contains("as=APIGroupDiscoveryList;v=v2,", StringComparison.Ordinal);

    private async Task ReviewAsync(HttpContext context, string group, string kind, CancellationToken cancellation)
        => await Answers.JsonAsync(context.Response, 201, AccessReviews.Answer(group, kind, await Bodies.ObjectAsync(context.Request, null, cancellation), time.GetUtcNow()), cancellation);
}
