using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What somebody may do, asked of the API server. What no authorizer has allowed is not allowed. Asking changes nothing, and may be repeated.</summary>
public sealed partial class KubernetesClient
{
    private const string Group = "authorization.k8s.io/v1";

    /// <summary>Whether the account may do this; a SelfSubjectAccessReview, which every account may make.</summary>
    /// <param name="namespaceName">Null for all namespaces at once.</param>
    /// <exception cref="KubernetesException">There was no answer, or one that cannot be read.</exception>
    public Task<bool> MayAsync<T>(string verb, ResourceKind<T> kind, string? namespaceName, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        return MayAsync(new ResourceAttributes(verb, kind.Group, kind.Plural, namespaceName), cancellationToken);
    }

    /// <summary>Whether the account may do this; a SelfSubjectAccessReview.</summary>
    /// <exception cref="KubernetesException">There was no answer, or one that cannot be read.</exception>
    public Task<bool> MayAsync(ResourceAttributes attributes, CancellationToken cancellationToken) =>
        ReviewAsync("SelfSubjectAccessReview", new JsonObject { ["resourceAttributes"] = Json(attributes) }, cancellationToken);

    /// <summary>Whether somebody else may do this; a SubjectAccessReview, for which the account needs the right to create one.</summary>
    /// <param name="user">As the API server's authenticators name them.</param>
    /// <param name="groups">All of them, with those that the API server adds by itself ("system:authenticated").</param>
    /// <exception cref="KubernetesException">There was no answer, or one that cannot be read; or the account may not ask.</exception>
    public Task<bool> MayAsync(string user, IReadOnlyList<string> groups, ResourceAttributes attributes, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(groups);
        var spec = new JsonObject
        {
            ["resourceAttributes"] = Json(attributes),
            ["user"] = user,
            ["groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]),
        };
        return ReviewAsync("SubjectAccessReview", spec, cancellationToken);
    }

    private static JsonObject Json(ResourceAttributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var json = new JsonObject { ["verb"] = attributes.Verb, ["group"] = attributes.Group, ["resource"] = attributes.Resource };
        Add("namespace", attributes.Namespace);
        Add("subresource", attributes.Subresource);
        Add("name", attributes.Name);
        return json;

        void Add(string field, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                json[field] = value;
            }
        }
    }

    private async Task<bool> ReviewAsync(string kind, JsonObject spec, CancellationToken cancellationToken)
    {
        var path = "/apis/" + Group + "/" + kind.ToLowerInvariant() + "s";
        var review = new JsonObject { ["apiVersion"] = Group, ["kind"] = kind, ["spec"] = spec };
        using var deadline = new Deadline(options.RequestTimeout, time, cancellationToken);
        using var response = await transport.SendAsync(HttpMethod.Post, path, (Encoding.UTF8.GetBytes(review.ToJsonString()), "application/json"), deadline);
        await transport.EnsureSuccessAsync(response, deadline);
        try
        {
            // the answers of both kinds look alike
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            var answer = await JsonSerializer.DeserializeAsync(stream, KubernetesJsonContext.Default.SelfSubjectAccessReview, deadline.Token);
            return answer?.Status is { Allowed: true, Denied: false };
        }
        catch (JsonException fault)
        {
            throw new KubernetesProtocolException($"{Endpoint.Server}: the answer to {path} is not what the API promises: {fault.Message}", fault);
        }
        catch (Exception fault) when (transport.Translate(fault, deadline) is not null)
        {
            throw transport.Translate(fault, deadline)!;
        }
    }
}
