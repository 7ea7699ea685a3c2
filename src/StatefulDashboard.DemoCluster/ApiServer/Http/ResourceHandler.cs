using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Patches;
using StatefulDashboard.DemoCluster.ApiServer.Schemas;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.ApiServer.Watching;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Requests on resources: get, list, watch, create, replace, patch, delete and their subresources.</summary>
internal sealed class ResourceHandler(ObjectApi objects, TimeProvider time, Authorizer authorizer)
{
    private readonly Escalation escalation = new(authorizer);
    private readonly WatchStreamWriter watches = new(objects.Store, time);
    private readonly Evictions evictions = new(objects);

    public Task ServeAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var request = context.Request;
        return (request.Method, resource.Name, resource.Subresource) switch
        {
            ("GET", null, null) when ApiFaults.IsWatch(request) => watches.ServeAsync(context.Response, WatchRequest.From(request, resource, Representation.Of(request, resource.Kind, time)), cancellation),
            ("GET", null, _) => ListAsync(context, resource, cancellation),
            ("GET", _, null or "status") => OneAsync(context, resource, 200, objects.Get(resource.Stored, resource.Namespace, resource.Name), cancellation),
            ("GET", _, "scale") when resource.Kind.HasScale => Answers.JsonAsync(context.Response, 200, Scales.Of(objects.Get(resource.Kind, resource.Namespace, resource.Name)), cancellation),
            ("POST", null, _) => CreateAsync(context, resource, cancellation),
            ("POST", _, "eviction") when resource.Kind == ResourceKinds.Pods => EvictAsync(context, resource, cancellation),
            ("PUT" or "PATCH", not null, "scale") when resource.Kind.HasScale => ScaleAsync(context, resource, cancellation),
            ("PUT" or "PATCH", not null, null) => WriteAsync(context, resource, cancellation),
            ("PUT" or "PATCH", not null, "status") when resource.Kind.HasStatus => WriteAsync(context, resource, cancellation),
            ("DELETE", null, _) when resource.Kind.DeletesMany => DeleteManyAsync(context, resource, cancellation),
            ("DELETE", _, null) => DeleteAsync(context, resource, cancellation),
            (_, _, not null) => throw Refusals.NoSuchPath(),
            _ => throw Refusals.MethodNotAllowed(),
        };
    }

    private static bool IsTrue(string? text) => text is "true" or "1";

    private WriteOptions OptionsOf(HttpContext context, ResourceRequest resource, string kind)
        => RequestOptions.Of(context.Request, kind) with { Guard = escalation.GuardFor(RequestAccess.Of(context), resource.Kind) };

    private async Task ListAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var form = Representation.Of(context.Request, resource.Kind, time);
        var (items, version, next, remaining) = ListQuery.Run(objects.Store, context.Request, resource);
        var list = form.Many(items, version.ToString(CultureInfo.InvariantCulture), next, remaining);
        if (form.IsWhole)
        {
            await Answers.ListAsync(context.Response, list, items, cancellation);
        }
        else
        {
            await Answers.JsonAsync(context.Response, 200, list, cancellation);
        }
    }

    private Task OneAsync(HttpContext context, ResourceRequest resource, int code, StoredObject stored, CancellationToken cancellation)
    {
        var form = Representation.Of(context.Request, resource.Kind, time);
        return form.IsWhole
            ? Answers.BytesAsync(context.Response, code, stored.Utf8, "application/json", cancellation)
            : Answers.JsonAsync(context.Response, code, form.One(stored), cancellation);
    }

    private async Task CreateAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var options = OptionsOf(context, resource, "CreateOptions");
        var body = await Bodies.ObjectAsync(context.Request, options.Fields, cancellation);
        Bodies.CheckKind(resource.Kind, body);
        body = resource.Kind == ResourceKinds.EventsView ? EventView.Stored(body) : body;
        try
        {
            var created = objects.Create(resource.Stored, resource.Namespace, body, options);
            Warn(context, options);
            await OneAsync(context, resource, 201, created, cancellation);
        }
        catch (UnreadableObjectException unreadable)
        {
            throw unreadable.ForBody(resource.Kind);
        }
    }

    private async Task WriteAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        if (context.Request.Method == "PATCH" && Bodies.IsApply(context.Request) && resource.Subresource is null)
        {
            await ApplyAsync(context, resource, cancellation);
            return;
        }

        var options = OptionsOf(context, resource, context.Request.Method == "PATCH" ? "PatchOptions" : "UpdateOptions");
        var asked = await ChangeAsync(context.Request, options.Fields, cancellation);
        var change = resource.Kind == ResourceKinds.EventsView ? root => EventView.Stored(asked(EventView.Of(root))) : asked;
        try
        {
            var stored = objects.Modify(resource.Stored, resource.Namespace, resource.Name!, resource.Subresource, options, change);
            Warn(context, options);
            await OneAsync(context, resource, 200, stored, cancellation);
        }
        catch (UnreadableObjectException unreadable)
        {
            throw context.Request.Method == "PATCH" ? unreadable.ForPatch() : unreadable.ForBody(resource.Kind);
        }
    }

    private async Task ApplyAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var configuration = await Bodies.ConfigurationAsync(context.Request, resource, cancellation);
        var options = OptionsOf(context, resource, "PatchOptions");
        if (context.Request.Query["fieldManager"].ToString().Length == 0)
        {
            throw Refusals.Of(422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", []);
        }

        options = options with { Applied = new ServerSideApply(options.Manager, IsTrue(context.Request.Query["force"]), configuration) };
        try
        {
            var isNew = objects.Store.Get(resource.Stored, resource.Namespace, resource.Name!) is null;
            if (isNew)
            {
                // who may patch may not for that reason alone make something new
                var access = RequestAccess.Of(context);
                authorizer.Demand(access.Requester, access.Request with { Verb = "create" });
            }

            var stored = isNew
                ? objects.Create(resource.Stored, resource.Namespace, configuration, options)
                : objects.Modify(resource.Stored, resource.Namespace, resource.Name!, null, options, options.Applied.Apply);
            Warn(context, options);
            await OneAsync(context, resource, isNew ? 201 : 200, stored, cancellation);
        }
        catch (UnreadableObjectException unreadable)
        {
            throw unreadable.ForBody(resource.Kind);
        }
    }

    private async Task ScaleAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var options = RequestOptions.Of(context.Request, context.Request.Method == "PATCH" ? "PatchOptions" : "UpdateOptions");
        var change = await ChangeAsync(context.Request, options.Fields, cancellation);
        var stored = objects.Modify(resource.Kind, resource.Namespace, resource.Name!, null, options, root => Scales.Apply(root, change));
        await Answers.JsonAsync(context.Response, 200, Scales.Of(stored), cancellation);
    }

    /// <summary>The change that a PUT or PATCH asks for.</summary>
    private static async Task<Func<JsonObject, JsonObject>> ChangeAsync(HttpRequest request, FieldCheck? check, CancellationToken cancellation)
    {
        if (request.Method == "PUT")
        {
            var whole = await Bodies.ObjectAsync(request, check, cancellation);
            return _ => whole;
        }

        var type = (request.ContentType ?? "").Split(';')[0].Trim();
        switch (type)
        {
            case "application/merge-patch+json":
                var merge = await Bodies.PatchAsync(request, cancellation);
                return root => JsonMergePatch.Apply(root, merge);
            case "application/strategic-merge-patch+json":
                var strategic = await Bodies.PatchAsync(request, cancellation);
                return root => StrategicMergePatch.Apply(root, strategic);
            case "application/json-patch+json":
                var operations = await Bodies.OperationsAsync(request, cancellation);
                return root => JsonPatch.Apply(root, operations);
            default:
                throw Refusals.UnsupportedMediaType();
        }
    }

    // RFC 7234's form, as kubectl prints it: 299 is a warning that lasts
    private static void Warn(HttpContext context, WriteOptions options)
    {
        foreach (var warning in options.Fields?.Warnings ?? [])
        {
            context.Response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }
    }

    private async Task DeleteAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var options = DeleteOptions.From(await Bodies.OptionalAsync(context.Request, cancellation), name => context.Request.Query[name]);
        var (stored, gone) = objects.Delete(resource.Stored, resource.Namespace, resource.Name!, options);
        if (!gone || resource.Kind == ResourceKinds.Pods)
        {
            await OneAsync(context, resource, 200, stored, cancellation);
            return;
        }

        var details = new JsonObject { ["name"] = stored.Name };
        if (stored.Kind.Group.Length > 0)
        {
            details["group"] = stored.Kind.Group;
        }

        details["kind"] = stored.Kind.Plural;
        details["uid"] = stored.Uid;
        await Answers.JsonAsync(context.Response, 200, Refusals.Success(200, details), cancellation);
    }

    private async Task DeleteManyAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var options = DeleteOptions.From(await Bodies.OptionalAsync(context.Request, cancellation), name => context.Request.Query[name]);
        var (items, version, _, _) = ListQuery.Run(objects.Store, context.Request, resource);
        List<StoredObject> deleted = [];
        foreach (var item in items)
        {
            deleted.Add(objects.Delete(item.Kind, item.Namespace, item.Name, options).Object);
        }

        await Answers.ListAsync(context.Response, new JsonObject
        {
            ["kind"] = resource.Kind.Kind + "List", ["apiVersion"] = resource.Kind.ApiVersion,
            ["metadata"] = Representation.ListMetadata(version.ToString(CultureInfo.InvariantCulture), null, null),
        }, deleted, cancellation);
    }

    private async Task EvictAsync(HttpContext context, ResourceRequest resource, CancellationToken cancellation)
    {
        var body = await Bodies.ObjectAsync(context.Request, null, cancellation);
        evictions.Evict(resource.Namespace, resource.Name!, DeleteOptions.From(body.Object("deleteOptions"), name => context.Request.Query[name]));
        await Answers.JsonAsync(context.Response, 201, Refusals.Success(201), cancellation);
    }
}
