using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What the account may do, asked of the API server.</summary>
public sealed partial class KubernetesClient
{
    private const string AccessReviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <summary>
    /// Whether the account may do this; a SelfSubjectAccessReview, which every account may make. What no authorizer has allowed is not
    /// allowed. It changes nothing, and may be asked again.
    /// </summary>
    /// <param name="namespaceName">Null for all namespaces at once.</param>
    /// <exception cref="KubernetesException">There was no answer, or one that cannot be read.</exception>
    public async Task<bool> MayAsync<T>(string verb, ResourceKind<T> kind, string? namespaceName, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        var attributes = new JsonObject { ["verb"] = verb, ["group"] = kind.Group, ["resource"] = kind.Plural };
        if (namespaceName is not null)
        {
            attributes["namespace"] = namespaceName;
        }

        var review = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
        using var deadline = new Deadline(options.RequestTimeout, time, cancellationToken);
        using var response = await transport.SendAsync(HttpMethod.Post, AccessReviews, (Encoding.UTF8.GetBytes(review.ToJsonString()), "application/json"), deadline);
        await transport.EnsureSuccessAsync(response, deadline);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            var answer = await JsonSerializer.DeserializeAsync(stream, KubernetesJsonContext.Default.SelfSubjectAccessReview, deadline.Token);
            return answer?.Status is { Allowed: true, Denied: false };
        }
        catch (JsonException fault)
        {
            throw new KubernetesProtocolException($"{Endpoint.Server}: the answer to {AccessReviews} is not what the API promises: {fault.Message}", fault);
        }
        catch (Exception fault) when (transport.Translate(fault, deadline) is not null)
        {
            throw transport.Translate(fault, deadline)!;
        }
    }
}
