using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Writes that know what they rest on. A conflict is tried again as long as only the status has moved (<see cref="ConflictRule"/>);
/// a lost answer is cleared up by reading (<see cref="LostAnswer"/>). What comes out: Applied (perhaps found by reading); Conflict:
/// plan again; Failed with MayHaveHappened only where reading could not tell either.
/// </summary>
public sealed class GuardedWrites
{
    private readonly KubernetesClient client;
    private readonly GuardedWriter writer;

    public GuardedWrites(KubernetesClient client, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        this.client = client;
        writer = new GuardedWriter(client, time);
    }

    /// <param name="patch">Without uid and resourceVersion: those of the basis are put into it.</param>
    public Task<WriteResult<T>> PatchAsync<T>(
        ResourceKind<T> kind, NamespacedName name, Patch patch, WriteBasis basis, WriteOptions write, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(write);
        return writer.RunAsync(
            new GuardedWrite<T>(
                kind.ObjectPath(name),
                basis,
                write.DryRun,
                IsFenced: basis.ResourceVersion.Length > 0,
                version => client.PatchAsync(kind, name, patch.Guarded(basis.Uid, version), write, cancellationToken),
                (version, now) => LostAnswer.OfPatch(basis with { ResourceVersion = version ?? "" }, patch, now),
                now => now.Deserialize(kind.Item)),
            cancellationToken);
    }

    /// <summary>Through the scale subresource; what became of it is told by the set.</summary>
    public Task<WriteResult<Scale>> ScaleAsync(NamespacedName statefulSet, int replicas, WriteBasis basis, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(basis);
        var wanted = Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } });
        return writer.RunAsync(
            new GuardedWrite<Scale>(
                ResourceKinds.StatefulSets.ObjectPath(statefulSet),
                basis,
                dryRun,
                IsFenced: basis.ResourceVersion.Length > 0,
                version => client.ScaleAsync(statefulSet, replicas, basis.Uid, version, dryRun, cancellationToken),
                (version, now) => LostAnswer.OfPatch(basis with { ResourceVersion = version ?? "" }, wanted, now),
                now => now is null ? null : new Scale { Metadata = LostAnswer.Metadata(now), Spec = new ScaleSpec { Replicas = replicas } }),
            cancellationToken);
    }

    /// <summary>
    /// Never tried again with a newer version: a deletion that carries one rests on more than the spec. Without a uid it is not sent
    /// twice either, since the second could meet a new object of the name.
    /// </summary>
    public Task<WriteResult<Deletion>> DeleteAsync<T>(ResourceKind<T> kind, NamespacedName name, DeleteOptions deletion, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(deletion);
        return writer.RunAsync(
            new GuardedWrite<Deletion>(
                kind.ObjectPath(name),
                Basis: null,
                deletion.DryRun,
                IsFenced: !string.IsNullOrEmpty(deletion.Uid),
                _ => client.DeleteAsync(kind, name, deletion, cancellationToken),
                (_, now) => LostAnswer.OfDeletion(deletion, now),
                now => FoundDeletion(deletion, now)),
            cancellationToken);
    }

    /// <summary>As <see cref="DeleteAsync{T}"/>; a pod that is terminating costs its budget nothing more.</summary>
    public Task<WriteResult<Status>> EvictAsync(NamespacedName pod, DeleteOptions deletion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        return writer.RunAsync(
            new GuardedWrite<Status>(
                ResourceKinds.Pods.ObjectPath(pod),
                Basis: null,
                deletion.DryRun,
                IsFenced: !string.IsNullOrEmpty(deletion.Uid),
                _ => client.EvictAsync(pod, deletion, cancellationToken),
                (_, now) => LostAnswer.OfDeletion(deletion, now),
                _ => new Status { Code = 201 }),
            cancellationToken);
    }

    /// <exception cref="ArgumentException">The body has no metadata.name: under a generated one it could not be found again.</exception>
    public Task<WriteResult<T>> CreateAsync<T>(
        ResourceKind<T> kind, string? namespaceName, JsonObject body, WriteOptions write, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(write);
        if ((body["metadata"] as JsonObject)?["name"]?.ToString() is not { Length: > 0 } name)
        {
            throw new ArgumentException("An object that is to be found again after a lost answer needs metadata.name.", nameof(body));
        }

        return writer.RunAsync(
            new GuardedWrite<T>(
                kind.ObjectPath(new NamespacedName(namespaceName ?? "", name)),
                Basis: null,
                write.DryRun,
                IsFenced: true,
                _ => client.CreateAsync(kind, namespaceName, body, write, cancellationToken),
                (_, now) => LostAnswer.OfCreation(body, now),
                now => now.Deserialize(kind.Item)),
            cancellationToken);
    }

    private static Deletion FoundDeletion(DeleteOptions deletion, JsonObject? now)
    {
        var there = now is null ? null : LostAnswer.Metadata(now);
        var isSame = there is not null && (string.IsNullOrEmpty(deletion.Uid) || there.Uid == deletion.Uid);
        return new Deletion(deletion.Uid ?? there?.Uid ?? "", IsTerminating: isSame);
    }
}
