using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Writes. Each is sent once and no more; where its answer is lost, only reading can tell: see <see cref="GuardedWrites"/>.
/// </summary>
public sealed partial class KubernetesClient
{
    private const string JsonMedia = "application/json";

    /// <summary>Changes what the patch names and nothing else.</summary>
    /// <exception cref="ArgumentException">A server-side apply without a field manager.</exception>
    public Task<WriteResult<T>> PatchAsync<T>(ResourceKind<T> kind, NamespacedName name, Patch patch, WriteOptions write, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        return PatchAsync(kind.ObjectPath(name), patch, write, kind.Item, cancellationToken);
    }

    /// <summary>Makes a new object; a conflict that says so when there is one of this name.</summary>
    /// <param name="namespaceName">Ignored for kinds without namespaces.</param>
    /// <param name="body">The whole object; apiVersion and kind are filled in where they are missing.</param>
    public Task<WriteResult<T>> CreateAsync<T>(
        ResourceKind<T> kind, string? namespaceName, JsonObject body, WriteOptions write, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(write);
        var whole = body.DeepClone().AsObject();
        whole.TryAdd("apiVersion", kind.ApiVersion);
        whole.TryAdd("kind", kind.Kind);
        var path = kind.CollectionPath(namespaceName ?? "") + ApiPaths.WriteQuery(write);
        var request = new WriteRequest(HttpMethod.Post, path, Encode(whole), JsonMedia, write.DryRun);
        return writes.SendAsync(request, answer => JsonSerializer.Deserialize(answer, kind.Item), cancellationToken);
    }

    /// <summary>Sets the replicas of a StatefulSet through its scale subresource.</summary>
    /// <param name="uid">Conflict when the set is not this one; null: not checked.</param>
    /// <param name="resourceVersion">Conflict when the set has changed since (its status counts); null: not checked.</param>
    public Task<WriteResult<Scale>> ScaleAsync(
        NamespacedName statefulSet,
        int replicas,
        string? uid,
        string? resourceVersion,
        bool dryRun,
        CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } };
        var path = ResourceKinds.StatefulSets.ObjectPath(statefulSet) + "/scale";
        var patch = Patch.Merge(body).Guarded(uid, resourceVersion);
        return PatchAsync(path, patch, new WriteOptions(dryRun), KubernetesJsonContext.Default.Scale, cancellationToken);
    }

    /// <summary>Asks for a deletion; what is not there (404) is refused.</summary>
    public Task<WriteResult<Deletion>> DeleteAsync<T>(ResourceKind<T> kind, NamespacedName name, DeleteOptions deletion, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(deletion);

        // said in the query too: were a proxy to drop the body of a DELETE, a dry run would become the real thing
        var path = kind.ObjectPath(name) + (deletion.DryRun ? "?dryRun=All" : "");
        var request = new WriteRequest(HttpMethod.Delete, path, Encode(WriteBodies.DeleteOptions(deletion)), JsonMedia, deletion.DryRun);
        return writes.SendAsync(request, Deletion.Read, cancellationToken);
    }

    /// <summary>
    /// Asks for the deletion of a pod as far as its disruption budget allows it (policy/v1). Pods that match several budgets are
    /// refused: no eviction can ever take them.
    /// </summary>
    public Task<WriteResult<Status>> EvictAsync(NamespacedName pod, DeleteOptions deletion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        var path = ResourceKinds.Pods.ObjectPath(pod) + "/eviction" + ApiPaths.WriteQuery(new WriteOptions(deletion.DryRun));
        var request = new WriteRequest(HttpMethod.Post, path, Encode(WriteBodies.Eviction(pod, deletion)), JsonMedia, deletion.DryRun, IsEviction: true);
        return writes.SendAsync(request, answer => StatusReader.Read(answer), cancellationToken);
    }

    /// <summary>Tries a patch out: the server checks it and answers with the whole object as it would be, and keeps nothing.</summary>
    public Task<WriteResult<JsonObject>> TryPatchAsync<T>(ResourceKind<T> kind, NamespacedName name, Patch patch, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(patch);
        var path = kind.ObjectPath(name) + ApiPaths.WriteQuery(new WriteOptions(DryRun: true));
        return writes.SendAsync(new WriteRequest(HttpMethod.Patch, path, patch.ToBytes(), patch.MediaType, DryRun: true), body => WholeObject.Parse(body), cancellationToken);
    }

    /// <summary>An object with all its fields; null when the API server says that there is none (a proxy's 404 is no proof of that).</summary>
    /// <exception cref="KubernetesException">It could not be read.</exception>
    public Task<JsonObject?> GetWholeAsync<T>(ResourceKind<T> kind, NamespacedName name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        return ReadWholeAsync(kind.ObjectPath(name), cancellationToken);
    }

    /// <inheritdoc cref="GetWholeAsync{T}"/>
    internal async Task<JsonObject?> ReadWholeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(path, AnswerForm.Whole, WholeObject.ReadAsync, cancellationToken);
        }
        catch (KubernetesApiException fault) when (fault is { StatusCode: 404, Status.Reason: "NotFound" })
        {
            return null;
        }
    }

    private static byte[] Encode(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    private Task<WriteResult<T>> PatchAsync<T>(string path, Patch patch, WriteOptions write, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(write);
        if (patch.Kind == PatchKind.Apply && string.IsNullOrEmpty(write.FieldManager))
        {
            throw new ArgumentException("A server-side apply needs a field manager.", nameof(write));
        }

        var query = ApiPaths.WriteQuery(write, patch.Force);
        var request = new WriteRequest(HttpMethod.Patch, path + query, patch.ToBytes(), patch.MediaType, write.DryRun);
        return writes.SendAsync(request, answer => JsonSerializer.Deserialize(answer, type), cancellationToken);
    }
}
