using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Schemas;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Who am I, who has this token, what may I or somebody else do: the same answers by which requests are let in.</summary>
internal sealed class AccessReviews(AccessControl access, TimeProvider time)
{
    private const string Authorization = "authorization.k8s.io";
    private const string Authentication = "authentication.k8s.io";

    /// <summary>Whom a token is good for where it does not say so.</summary>
    private const string Audience = "https://kubernetes.default.svc.cluster.local";

    /// <summary>The kind of review that a request makes; null when it makes none.</summary>
    public static string? Kind(AccessRequest request) => request.Verb != "create" ? null : (request.Group, request.Version, request.QualifiedResource, request.Namespace, request.Name) switch
    {
        (Authorization, "v1", "selfsubjectaccessreviews", "", "") => "SelfSubjectAccessReview",
        (Authorization, "v1", "selfsubjectrulesreviews", "", "") => "SelfSubjectRulesReview",
        (Authorization, "v1", "subjectaccessreviews", "", "") => "SubjectAccessReview",
        (Authorization, "v1", "localsubjectaccessreviews", not "", "") => "LocalSubjectAccessReview",
        (Authentication, "v1", "selfsubjectreviews", "", "") => "SelfSubjectReview",
        (Authentication, "v1", "tokenreviews", "", "") => "TokenReview",
        _ => null,
    };

    /// <exception cref="ApiException">400 when the body is a review of another kind, 422 when it says nothing to be reviewed.</exception>
    public JsonObject Answer(RequestAccess asking, string kind, JsonObject body)
    {
        var group = asking.Request.Group;
        CheckBody(group, kind, body);
        var review = new JsonObject { ["kind"] = kind, ["apiVersion"] = $"{group}/v1", ["metadata"] = new JsonObject() };
        switch (kind)
        {
            case "SelfSubjectReview":
                review["metadata"] = new JsonObject { ["creationTimestamp"] = time.GetUtcNow().ToStamp() };
                review["status"] = new JsonObject { ["userInfo"] = asking.Requester.ToUserInfo() };
                break;
            case "SelfSubjectRulesReview":
                review["spec"] = new JsonObject();
                review["status"] = Rules(asking.Requester, body.Text("spec", "namespace") is { Length: > 0 } home ? home : throw Refusals.BadRequest("no namespace on request"));
                break;
            case "TokenReview":
                review["spec"] = body.Object("spec")?.DeepClone() ?? new JsonObject();
                review["status"] = Token(review.Object("spec"));
                break;
            case "SelfSubjectAccessReview":
                review["spec"] = body.Object("spec")?.DeepClone() ?? new JsonObject();
                review["status"] = Decided(asking.Requester, ReviewSpecs.Request(group, kind, review.Object("spec")));
                break;
            default:
                review["spec"] = body.Object("spec")?.DeepClone() ?? new JsonObject();
                var wanted = ReviewSpecs.Request(group, kind, review.Object("spec"));
                var subject = ReviewSpecs.Subject(group, kind, review.Object("spec"));
                if (kind == "LocalSubjectAccessReview")
                {
                    ReviewSpecs.CheckHome(group, kind, asking.Request.Namespace, body, wanted);
                    review["metadata"] = new JsonObject { ["namespace"] = asking.Request.Namespace };
                }

                review["status"] = Decided(subject, wanted);
                break;
        }

        return review;
    }

    private static void CheckBody(string group, string kind, JsonObject body)
    {
        if (body.Text("kind") is { } given && given != kind)
        {
            throw Refusals.BadRequest($"{given} in version \"{body.Text("apiVersion")}\" cannot be handled as a {kind}: no kind \"{given}\" is registered for version \"{group}/v1\"");
        }

        try
        {
            ObjectDecoder.Read(kind, body);
        }
        catch (UnreadableObjectException unreadable)
        {
            throw Refusals.BadRequest($"{kind} in version \"v1\" cannot be handled as a {kind}: {unreadable.Message}");
        }
    }

    private JsonObject Decided(Requester requester, AccessRequest request)
    {
        var decision = access.Authorizer.Decide(requester, request);
        var status = new JsonObject { ["allowed"] = decision.IsAllowed };
        if (decision.Reason.Length > 0)
        {
            status["reason"] = decision.Reason;
        }

        return status;
    }

    private JsonObject Rules(Requester requester, string @namespace)
    {
        var (rules, errors) = access.Authorizer.RulesFor(requester, @namespace);
        var status = new JsonObject
        {
            ["resourceRules"] = rules.Where(r => r.Resources.Length > 0).Select(Resource).ToJsonArray(),
            ["nonResourceRules"] = rules.Where(r => r.Paths.Length > 0)
                .Select(r => (JsonNode?)new JsonObject { ["verbs"] = r.Verbs.ToJsonArray(), ["nonResourceURLs"] = r.Paths.ToJsonArray() }).ToJsonArray(),
            ["incomplete"] = false,
        };
        if (errors.Count > 0)
        {
            status["evaluationError"] = GoText.Aggregate(errors);
        }

        return status;
    }

    private static JsonNode? Resource(PolicyRule rule)
    {
        var told = new JsonObject { ["verbs"] = rule.Verbs.ToJsonArray(), ["apiGroups"] = rule.ApiGroups.ToJsonArray(), ["resources"] = rule.Resources.ToJsonArray() };
        if (rule.ResourceNames.Length > 0)
        {
            told["resourceNames"] = rule.ResourceNames.ToJsonArray();
        }

        return told;
    }

    private JsonObject Token(JsonObject? spec)
    {
        var token = spec.Text("token") is { Length: > 0 } given ? given : throw Refusals.BadRequest("token is required for TokenReview in authentication");
        string[] audiences = [.. spec.Texts("audiences")];
        return access.Authenticator.WithToken(token) is { } owner && (audiences.Length == 0 || audiences.Contains(Audience))
            ? new JsonObject { ["authenticated"] = true, ["user"] = owner.ToUserInfo(), ["audiences"] = new JsonArray(Audience) }
            : new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };
    }
}
