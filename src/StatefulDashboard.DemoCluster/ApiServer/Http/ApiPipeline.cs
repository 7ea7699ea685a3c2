using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Discovery;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.ApiServer.Watching;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>From a request to its answer: host, person and right first, then discovery or a resource; every refusal becomes a Status.</summary>
internal sealed class ApiPipeline(ObjectApi objects, TimeProvider time, AccessControl access, ApiFaults faults, ILogger logger)
{
    private const string AggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private readonly ResourceHandler resources = new(objects, time, access.Authorizer);
    private readonly AccessReviews reviews = new(access, time);

    public async Task InvokeAsync(HttpContext context, CancellationToken listenerStops)
    {
        var isWatch = ApiFaults.IsWatch(context.Request);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, listenerStops, isWatch ? faults.WatchesEnd : CancellationToken.None);
        try
        {
            CheckHost(context.Request);
            access.Identify(context);
            faults.Refuse(context);
            access.Authorize(context);
            await (faults.Expires(context.Request) ? ExpireAsync(context, ends.Token) : RouteAsync(context, ends.Token));
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

    // as a real one does (recording http/watch-expired): the refusal is an event of the stream
    private Task ExpireAsync(HttpContext context, CancellationToken cancellation)
        => ResourceRequest.Parse(context.Request.Path.Value ?? "/") is not null && long.TryParse(context.Request.Query["resourceVersion"], out var version)
            ? Answers.BytesAsync(context.Response, 200, WatchRequest.Error(Refusals.Expired(version, objects.Store.Version)), "application/json", cancellation)
            : RouteAsync(context, cancellation);

    private static void CheckHost(HttpRequest request)
    {
        if (request.Host.Host is not ("127.0.0.1" or "localhost" or "[::1]" or "::1"))
        {
            throw Refusals.Forbidden("the demo cluster answers on loopback only");
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
            _ when AccessReviews.Kind(RequestAccess.Of(context).Request) is { } kind => ReviewAsync(context, kind, cancellation),
            _ => throw Refusals.NoSuchPath(),
        };
    }

    private static bool WantsAggregated(HttpRequest request)
        => request.Headers.Accept.ToString().Contains("v=v2;as=APIGroupDiscoveryList", StringComparison.Ordinal)
            || request.Headers.Accept.ToString().Contains("as=APIGroupDiscoveryList;v=v2,", StringComparison.Ordinal);

    private async Task ReviewAsync(HttpContext context, string kind, CancellationToken cancellation)
        => await Answers.JsonAsync(context.Response, 201, reviews.Answer(RequestAccess.Of(context), kind, await Bodies.ObjectAsync(context.Request, null, cancellation)), cancellation);
}
