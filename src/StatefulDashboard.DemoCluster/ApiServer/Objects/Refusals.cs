using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The refusals of the API server, with the texts of a real one (recordings of refused requests).</summary>
internal static class Refusals
{
    public static ApiException NotFound(ResourceKind kind, string name)
        => Of(404, "NotFound", $"{kind.QualifiedPlural} \"{name}\" not found", Details(kind, name, kind.Plural));

    public static ApiException NoSuchPath()
        => Of(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException AlreadyExists(ResourceKind kind, string name)
        => Of(409, "AlreadyExists", $"{kind.QualifiedPlural} \"{name}\" already exists", Details(kind, name, kind.Plural));

    public static ApiException Modified(ResourceKind kind, string name)
        => Conflict(kind.QualifiedPlural, kind.Plural, kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException OtherUid(ResourceKind kind, string name, string wanted, string actual)
        => Conflict(kind.QualifiedKind, kind.Kind, kind, name,
            $"the UID in the precondition ({wanted}) does not match the UID in record ({actual}). The object might have been deleted and then recreated");

    public static ApiException OtherVersion(ResourceKind kind, string name, string wanted, string actual)
        => Conflict(kind.QualifiedKind, kind.Kind, kind, name,
            $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({actual}). The object might have been modified");

    public static ApiException Conflicting(ResourceKind kind, string name, string why) => Conflict(kind.QualifiedPlural, kind.Plural, kind, name, why);

    public static ApiException Invalid(ResourceKind kind, string name, IReadOnlyList<FieldFault> faults)
    {
        var texts = faults.Select(f => $"{f.Field}: {f.Message}").ToArray();
        var details = Details(kind, name, kind.Kind);
        details["causes"] = faults.Select(f => (JsonNode?)new JsonObject { ["reason"] = f.Reason, ["message"] = f.Message, ["field"] = f.Field }).ToJsonArray();
        return Of(422, "Invalid", $"{kind.QualifiedKind} \"{name}\" is invalid: {(texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]")}", details);
    }

    /// <summary>What is no stored object, such as a review, asks for something that cannot be asked.</summary>
    public static ApiException Invalid(string group, string kind, FieldFault fault)
        => Of(422, "Invalid", $"{kind}.{group} \"\" is invalid: {fault.Field}: {fault.Message}", new JsonObject
        {
            ["group"] = group, ["kind"] = kind,
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = fault.Reason, ["message"] = fault.Message, ["field"] = fault.Field }),
        });

    public static ApiException BadRequest(string message) => Of(400, "BadRequest", message, null);

    public static ApiException Unauthorized() => Of(401, "Unauthorized", "Unauthorized", null);

    public static ApiException Forbidden(string message) => Of(403, "Forbidden", message, []);

    /// <summary>No rule allows it (k8s.io/apiserver pkg/endpoints/handlers/responsewriters/errors.go).</summary>
    /// <param name="requester">Who asked.</param>
    /// <param name="request">For what.</param>
    /// <param name="why">What kept rules from being read; empty for nothing.</param>
    public static ApiException Forbidden(Requester requester, AccessRequest request, string why)
    {
        var what = !request.IsResource ? $"path {GoText.Quote(request.Path)}"
            : $"resource {GoText.Quote(request.QualifiedResource)} in API group {GoText.Quote(request.Group)} "
                + (request.Namespace.Length > 0 ? $"in the namespace {GoText.Quote(request.Namespace)}" : "at the cluster scope");
        return Forbidden(request.Group, request.Resource, request.Name, $"User {GoText.Quote(requester.Name)} cannot {request.Verb} {what}{(why.Length > 0 ? ": " + why : "")}");
    }

    /// <param name="group">Of the resource.</param>
    /// <param name="resource">Its plural; empty for what is none.</param>
    /// <param name="name">Of the object; empty for none.</param>
    /// <param name="why">As a sentence.</param>
    public static ApiException Forbidden(string group, string resource, string name, string why)
    {
        var details = new JsonObject();
        foreach (var (member, value) in (ReadOnlySpan<(string, string)>)[("name", name), ("group", group), ("kind", resource)])
        {
            if (value.Length > 0)
            {
                details[member] = value;
            }
        }

        var subject = (resource, name) switch
        {
            ("", _) => "forbidden",
            (_, "") => $"{Qualified()} is forbidden",
            _ => $"{Qualified()} {GoText.Quote(name)} is forbidden",
        };
        return Of(403, "Forbidden", $"{subject}: {why}", details);

        string Qualified() => group.Length == 0 ? resource : $"{resource}.{group}";
    }

    public static ApiException MethodNotAllowed()
        => Of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiException UnsupportedMediaType() => Of(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);

    public static ApiException TooLarge() => Of(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728", []);

    public static ApiException Expired(long version, long oldest) => Of(410, "Expired", $"too old resource version: {version} ({oldest})", null);

    public static ApiException ContinueExpired()
        => Of(410, "Expired", "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.", null);

    public static ApiException VersionTooLarge(long version, long current) => new(
        Of(504, "Timeout", $"Timeout: Too large resource version: {version}, current: {current}", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            ["retryAfterSeconds"] = 1,
        }).Status, 1);

    public static ApiException BudgetUsedUp(string message) => Of(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.",
        new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "DisruptionBudget", ["message"] = message }) });

    public static JsonObject Success(int code, JsonObject? details = null)
    {
        var status = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success" };
        if (details is not null)
        {
            status["details"] = details;
        }
        else
        {
            status["code"] = code;
        }

        return status;
    }

    public static ApiException Of(int code, string reason, string message, JsonObject? details)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(),
            ["status"] = "Failure", ["message"] = message, ["reason"] = reason,
        };
        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return new ApiException(status);
    }

    private static ApiException Conflict(string subject, string detailKind, ResourceKind kind, string name, string why)
        => Of(409, "Conflict", $"Operation cannot be fulfilled on {subject} \"{name}\": {why}", Details(kind, name, detailKind));

    private static JsonObject Details(ResourceKind kind, string name, string kindText)
    {
        var details = new JsonObject { ["name"] = name };
        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kindText;
        return details;
    }
}
