using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Who am I and what may I do: whoever has the token of the kubeconfig is the admin and may do everything.</summary>
internal static class AccessReviews
{
    private const string Authorization = "authorization.k8s.io";
    private const string Authentication = "authentication.k8s.io";

    /// <summary>The kind of review that a path names; null when it names none.</summary>
    public static string? Kind(string group, string plural) => (group, plural) switch
    {
        (Authorization, "selfsubjectaccessreviews") => "SelfSubjectAccessReview",
        (Authorization, "selfsubjectrulesreviews") => "SelfSubjectRulesReview",
        (Authentication, "selfsubjectreviews") => "SelfSubjectReview",
        _ => null,
    };

    /// <exception cref="ApiException">400 when the body is a review of another kind or says nothing to be reviewed.</exception>
    public static JsonObject Answer(string group, string kind, JsonObject body, DateTimeOffset now)
    {
        if (body.Text("kind") is { } given && given != kind)
        {
            throw Refusals.BadRequest($"{given} in version \"{body.Text("apiVersion")}\" cannot be handled as a {kind}: no kind \"{given}\" is registered for version \"{group}/v1\"");
        }

        var review = new JsonObject { ["kind"] = kind, ["apiVersion"] = $"{group}/v1", ["metadata"] = new JsonObject() };
        switch (kind)
        {
            case "SelfSubjectReview":
                review["metadata"] = new JsonObject { ["creationTimestamp"] = now.ToStamp() };
                review["status"] = new JsonObject { ["userInfo"] = new JsonObject { ["username"] = "admin", ["uid"] = "admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") } };
                break;
            case "SelfSubjectRulesReview":
                review["spec"] = new JsonObject();
                review["status"] = Rules();
                break;
            default:
                review["spec"] = body.Object("spec")?.DeepClone() ?? throw Refusals.Of(422, "Invalid",
                    $"{kind}.{group} \"\" is invalid: spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified", []);
                review["status"] = new JsonObject { ["allowed"] = true };
                break;
        }

        return review;
    }

    // the rules that everybody has by default, and the admin's
    private static JsonObject Rules() => new()
    {
        ["resourceRules"] = new JsonArray(
            Resource("create", Authorization, "selfsubjectaccessreviews", "selfsubjectrulesreviews"), Resource("create", Authentication, "selfsubjectreviews"), Resource("*", "*", "*")),
        ["nonResourceRules"] = new JsonArray(
            Path("get", "/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"),
            Path("get", "/healthz", "/livez", "/readyz", "/version", "/version/"), Path("get", "/.well-known", "/.well-known/*"), Path("*", "*")),
        ["incomplete"] = false,
    };

    private static JsonObject Resource(string verb, string group, params string[] resources)
        => new() { ["verbs"] = new JsonArray(verb), ["apiGroups"] = new JsonArray(group), ["resources"] = resources.ToJsonArray() };

    private static JsonObject Path(string verb, params string[] paths) => new() { ["verbs"] = new JsonArray(verb), ["nonResourceURLs"] = paths.ToJsonArray() };
}
