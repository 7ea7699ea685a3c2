using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Reads what an access review asks; its texts are those of kubernetes pkg/apis/authorization/validation.</summary>
internal static class ReviewSpecs
{
    /// <summary>What somebody would do.</summary>
    /// <exception cref="ApiException">422: it names both or neither of a resource and a path.</exception>
    public static AccessRequest Request(string group, string kind, JsonObject? spec)
    {
        var (resource, path) = (spec.Object("resourceAttributes"), spec.Object("nonResourceAttributes"));
        return (resource, path) switch
        {
            (null, null) => throw Refusals.Invalid(group, kind, FieldFault.Invalid("spec.resourceAttributes", "null", "exactly one of nonResourceAttributes or resourceAttributes must be specified")),
            (not null, not null) => throw Refusals.Invalid(group, kind,
                FieldFault.Invalid("spec.nonResourceAttributes", path.ToJsonString(JsonAccess.Plain), "cannot be specified in combination with resourceAttributes")),
            (null, _) => AccessRequest.OnPath(path.Text("verb") ?? "", path.Text("path") ?? ""),
            _ => AccessRequest.OnResource(resource.Text("verb") ?? "") with
            {
                Group = resource.Text("group") ?? "", Version = resource.Text("version") ?? "", Resource = resource.Text("resource") ?? "",
                Subresource = resource.Text("subresource") ?? "", Namespace = resource.Text("namespace") ?? "", Name = resource.Text("name") ?? "",
            },
        };
    }

    /// <summary>Who would do it: with the groups that are named and no others.</summary>
    /// <exception cref="ApiException">422: it is nobody.</exception>
    public static Requester Subject(string group, string kind, JsonObject? spec)
    {
        var user = spec.Text("user") ?? "";
        string[] groups = [.. spec.Texts("groups")];
        return user.Length == 0 && groups.Length == 0
            ? throw Refusals.Invalid(group, kind, FieldFault.Invalid("spec.user", "\"\"", "at least one of user or group must be specified"))
            : new Requester(user, spec.Text("uid") ?? "", groups, Requester.NoExtra);
    }

    /// <summary>A review that is made in a namespace is about that namespace.</summary>
    /// <exception cref="ApiException">422 or 400: it is about another, or about a path.</exception>
    public static void CheckHome(string group, string kind, string home, JsonObject body, AccessRequest wanted)
    {
        if (!wanted.IsResource)
        {
            throw Refusals.Invalid(group, kind, FieldFault.Invalid("spec.nonResourceAttributes", body.At("spec", "nonResourceAttributes")?.ToJsonString(JsonAccess.Plain) ?? "null", "disallowed on this kind of request"));
        }

        if (body.Text("metadata", "namespace") is { Length: > 0 } given && given != home)
        {
            throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (wanted.Namespace != home)
        {
            throw Refusals.BadRequest($"spec.resourceAttributes.namespace must match namespace: {home}");
        }
    }
}
