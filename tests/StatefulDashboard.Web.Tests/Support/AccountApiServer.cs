using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Support;

/// <summary>
/// An API server on a real socket that holds objects and lets its one account do only what the test says: what is not allowed is
/// answered 403 in the words of Kubernetes (apiserver/pkg/endpoints/handlers/responsewriters/errors.go), and access reviews tell the same.
/// </summary>
internal sealed class AccountApiServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, JsonObject> objects = new(StringComparer.Ordinal);
    private CancellationTokenSource permissions = new();
    private readonly ConcurrentDictionary<string, Func<ResourceAttributes, bool>> people = new(StringComparer.Ordinal);
    private Func<string, string, string?, bool> allows = (_, _, _) => true;
    private int open;

    private AccountApiServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>TCP connections that are open now.</summary>
    public int OpenConnections => Volatile.Read(ref open);

    /// <summary>What was asked, "GET /api/v1/pods?watch=true", in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The namespace that the configuration of the account names.</summary>
    public string? Namespace { get; init; }

    /// <summary>What was written, and by whom: "viewer PATCH /apis/…".</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>The access reviews, each with whom it is about: "viewer list statefulsets.apps in shop".</summary>
    public ConcurrentQueue<string> Reviews { get; } = new();

    /// <summary>Access reviews are refused: the account may not make them.</summary>
    public bool RefusesReviews { get; set; }

    /// <summary>No request is answered any more, but connections are accepted.</summary>
    public bool Hangs { get; set; }

    public static async Task<AccountApiServer> StartAsync(string? namespaceName = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        AccountApiServer? server = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => async connection =>
        {
            Interlocked.Increment(ref server!.open);
            try
            {
                await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref server.open);
            }
        })));
        server = new(builder.Build()) { Namespace = namespaceName };
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        server.Address = new(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public ClusterEndpoint Endpoint(string name = "prod") => new() { Name = name, Server = Address, Namespace = Namespace };

    /// <param name="allowed">Of verb, plural and namespace (null: all of them, or a kind without namespaces).</param>
    public async Task AllowAsync(Func<string, string, string?, bool> allowed)
    {
        allows = allowed;
        // a watch that was opened would go on for minutes; here it ends at once, and the next request is judged anew
        await Interlocked.Exchange(ref permissions, new()).CancelAsync();
    }

    /// <summary>What somebody else than the account may do from now on; nothing before. Their token is "token-of-the-…".</summary>
    public void Let(string person, Func<ResourceAttributes, bool> allowed) => people[person] = allowed;

    /// <param name="plural">"pods".</param>
    public void Put(string plural, string? namespaceName, string name, string json)
    {
        var item = JsonNode.Parse(json)!.AsObject();
        var metadata = item["metadata"] as JsonObject ?? [];
        item["metadata"] = metadata;
        metadata["name"] = name;
        metadata["resourceVersion"] = "5";
        metadata["uid"] ??= "uid-" + name;
        metadata["creationTimestamp"] = "2026-01-02T11:00:00Z";
        if (namespaceName is not null)
        {
            metadata["namespace"] = namespaceName;
        }

        objects[plural + "/" + namespaceName + "/" + name] = item;
    }

    public async ValueTask DisposeAsync()
    {
        await permissions.CancelAsync();
        await app.DisposeAsync();
        permissions.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Method + " " + context.Request.Path + context.Request.QueryString);
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var group = parts[0] == "api" ? "" : parts[1];
        var rest = parts[(parts[0] == "api" ? 2 : 3)..];
        var (scope, plural) = rest is ["namespaces", var named, var inside, ..] ? (named, inside) : (null, rest[0]);
        context.Response.ContentType = "application/json";
        var person = PersonOf(context);
        if (plural is "selfsubjectaccessreviews" or "subjectaccessreviews")
        {
            await ReviewAsync(context, plural == "selfsubjectaccessreviews" ? person : null);
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            await WriteAsync(context, person, new(context.Request.Method.ToLowerInvariant(), group, plural, scope, rest.Length > 4 ? rest[4] : "", rest.Length > 3 ? rest[3] : ""));
            return;
        }

        var watch = context.Request.Query["watch"].Count > 0;
        var verb = watch ? "watch" : "list";
        if (!allows(verb, plural, scope))
        {
            await RefuseAsync(context, verb, plural, group, scope);
            return;
        }

        JsonObject[] items = [.. objects.Where(pair => pair.Key.StartsWith(plural + "/" + scope, StringComparison.Ordinal) && (scope is null || pair.Key.StartsWith(plural + "/" + scope + "/", StringComparison.Ordinal))).Select(pair => pair.Value)];
        if (watch)
        {
            await WatchAsync(context, items);
        }
        else
        {
            await context.Response.WriteAsync(new JsonObject { ["kind"] = "List", ["metadata"] = new JsonObject { ["resourceVersion"] = "5" }, ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]) }.ToJsonString());
        }
    }

    private async Task WatchAsync(HttpContext context, JsonObject[] items)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, permissions.Token);
        try
        {
            if (context.Request.Query["sendInitialEvents"] == "true")
            {
                foreach (var item in items)
                {
                    await context.Response.WriteAsync(new JsonObject { ["type"] = "ADDED", ["object"] = item.DeepClone() }.ToJsonString() + "\n", end.Token);
                }

                await context.Response.WriteAsync("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"5","annotations":{"k8s.io/initial-events-end":"true"}}}}""" + "\n", end.Token);
            }

            await context.Response.Body.FlushAsync(end.Token);
            await Task.Delay(Timeout.Infinite, end.Token);
        }
        catch (OperationCanceledException)
        {
            // the client went away, or its permissions have changed
        }
    }

    private static Task RefuseAsync(HttpContext context, string verb, string plural, string group, string? scope)
    {
        var qualified = group.Length == 0 ? plural : plural + "." + group;
        var where = scope is null ? "at the cluster scope" : $"in the namespace \"{scope}\"";
        context.Response.StatusCode = 403;
        return context.Response.WriteAsync(new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure",
            ["message"] = $"{qualified} is forbidden: User \"viewer\" cannot {verb} resource \"{plural}\" in API group \"{group}\" {where}",
            ["reason"] = "Forbidden", ["details"] = new JsonObject { ["group"] = group, ["kind"] = plural }, ["code"] = 403,
        }.ToJsonString());
    }

    private static string? PersonOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { Length: > 0 } header && header.StartsWith("Bearer token-of-the-", StringComparison.Ordinal) ? header["Bearer token-of-the-".Length..] : null;

    private bool May(string person, ResourceAttributes attributes) => people.TryGetValue(person, out var allowed) && allowed(attributes);

    private async Task WriteAsync(HttpContext context, string? person, ResourceAttributes attributes)
    {
        Writes.Enqueue($"{person ?? "the account"} {context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (person is not null && !May(person, attributes))
        {
            await RefuseAsync(context, attributes.Verb, attributes.Resource, attributes.Group, attributes.Namespace);
            return;
        }

        await context.Response.WriteAsync(new JsonObject { ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = new JsonObject { ["name"] = attributes.Name }, ["spec"] = new JsonObject { ["replicas"] = 5 } }.ToJsonString());
    }

    /// <param name="self">Who asks for themselves; null: the account, or whom the review names.</param>
    private async Task ReviewAsync(HttpContext context, string? self)
    {
        var review = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        var wanted = review["spec"]!["resourceAttributes"]!;
        var attributes = new ResourceAttributes(
            (string)wanted["verb"]!, (string)wanted["group"]!, (string)wanted["resource"]!, (string?)wanted["namespace"], (string?)wanted["subresource"] ?? "", (string?)wanted["name"] ?? "");
        var person = self ?? (string?)review["spec"]!["user"];
        Reviews.Enqueue($"{person ?? "the account"} {attributes.Verb} {attributes.Qualified}{(attributes.Namespace is { } space ? " in " + space : "")}");
        if (RefusesReviews)
        {
            await RefuseAsync(context, "create", "subjectaccessreviews", "authorization.k8s.io", null);
            return;
        }

        context.Response.StatusCode = 201;
        review["status"] = new JsonObject { ["allowed"] = person is null ? allows(attributes.Verb, attributes.Resource, attributes.Namespace) : May(person, attributes) };
        await context.Response.WriteAsync(review.ToJsonString());
    }
}
