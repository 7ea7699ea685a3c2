using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>
/// What the API server does to objects between a request and the store: names, defaults, checks, generation, deletion with grace and finalizers.
/// The controllers write through it as well. Every method is one transaction.
/// </summary>
internal sealed class ObjectApi(ResourceStore store, TimeProvider time, Identities identities, FeatureGates gates)
{
    private readonly Defaults defaults = new(store, identities, gates);

    public ResourceStore Store => store;

    public FeatureGates Gates => gates;

    public DateTimeOffset Now => time.GetUtcNow();

    public StoredObject Get(ResourceKind kind, string @namespace, string name)
        => store.Get(kind, @namespace, name) ?? throw Refusals.NotFound(kind, name);

    public StoredObject Create(ResourceKind kind, string @namespace, JsonObject body, WriteOptions options)
    {
        var root = body.Copy();
        options.Fields?.Apply(kind, root, null);
        root["kind"] = kind.Kind;
        root["apiVersion"] = kind.ApiVersion;
        var metadata = root.Ensure("metadata");
        if (kind.Namespaced)
        {
            if (metadata.Text("namespace") is { Length: > 0 } given && given != @namespace)
            {
                throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
            }

            metadata["namespace"] = @namespace;
        }

        if (string.IsNullOrEmpty(metadata.Text("name")))
        {
            metadata["name"] = metadata.Text("generateName") is { Length: > 0 } prefix
                ? prefix + identities.Suffix()
                : throw Refusals.Invalid(kind, "", [FieldFault.Required("metadata.name", "name or generateName is required")]);
        }

        if (metadata.Text("resourceVersion") is { Length: > 0 })
        {
            throw Refusals.BadRequest("resourceVersion should not be set on objects to be created");
        }

        lock (store.Gate)
        {
            var name = metadata.Text("name")!;
            if (kind.Namespaced)
            {
                CheckNamespace(kind, @namespace, name);
            }

            if (store.Get(kind, @namespace, name) is not null)
            {
                throw Refusals.AlreadyExists(kind, name);
            }

            metadata["uid"] = identities.Uid();
            metadata["creationTimestamp"] = Now.ToStamp();
            foreach (var own in (string[])["deletionTimestamp", "deletionGracePeriodSeconds", "managedFields", "selfLink", "generation"])
            {
                metadata.Remove(own);
            }

            if (kind.HasGeneration)
            {
                metadata["generation"] = 1;
            }

            defaults.Apply(kind, root, isNew: true);
            options.Guard?.Invoke(root, null);
            Validation.Check(kind, root, null);
            Admission.Check(store, kind, root, null);
            FieldOwnership.RecordNew(kind, root, body, options, Now);
            FieldOrder.Apply(root);
            SizeLimits.Check(root, options);
            return options.DryRun ? StoredObject.From(kind, root, 0) : store.Write(kind, root);
        }
    }

    /// <summary>
    /// Changes an object in place. The change sees a copy of what is stored and may throw a refusal. Writing nothing new makes no event.
    /// </summary>
    /// <param name="subresource">null or "status": which half of the object the change may touch; "binding", the scheduler's, may touch both.</param>
    public StoredObject Modify(ResourceKind kind, string @namespace, string name, string? subresource, WriteOptions options, Func<JsonObject, JsonObject> change)
    {
        lock (store.Gate)
        {
            var old = Get(kind, @namespace, name);
            var root = change(old.Root.Copy());
            options.Fields?.Apply(kind, root, old.Root);
            if (root.Text("metadata", "resourceVersion") is { Length: > 0 } seen && seen != old.Root.Text("metadata", "resourceVersion"))
            {
                throw Refusals.Modified(kind, name);
            }

            if (root.Text("metadata", "uid") is { Length: > 0 } uid && uid != old.Uid)
            {
                throw Refusals.Conflicting(kind, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {old.Uid}");
            }

            if (root.Text("metadata", "name") is { } other && other != name)
            {
                throw Refusals.BadRequest($"the name of the object ({other}) does not match the name on the URL ({name})");
            }

            root = subresource switch { "status" => Halves.StatusOnly(old.Root, root), "binding" => root, _ => Halves.WithoutStatus(kind, old.Root, root) };
            Halves.KeepIdentity(old.Root, root);
            if (subresource is null)
            {
                defaults.Apply(kind, root, isNew: false);
                options.Guard?.Invoke(root, old.Root);
                Admission.Check(store, kind, root, old.Root);
                Validation.Check(kind, root, old.Root);
                if (kind.HasGeneration && Halves.ChangesWish(kind, old.Root, root))
                {
                    root.Ensure("metadata")["generation"] = (old.Root.Number("metadata", "generation") ?? 0) + 1;
                }
            }

            FieldOwnership.Record(kind, root, old.Root, options, subresource, Now);
            FieldOrder.Apply(root);
            SizeLimits.Check(root, options);
            if (root.SameAs(old.Root))
            {
                return old;
            }

            if (options.DryRun)
            {
                return StoredObject.From(kind, root, old.Version);
            }

            return IsFinished(old, root) ? store.Remove(old) : store.Write(kind, root);
        }
    }

    /// <summary>Deletes, or marks as being deleted where grace or finalizers ask for it.</summary>
    /// <returns>The object as it is now, and whether it is gone.</returns>
    public (StoredObject Object, bool Gone) Delete(ResourceKind kind, string @namespace, string name, DeleteOptions options)
    {
        lock (store.Gate)
        {
            var old = Get(kind, @namespace, name);
            if (options.Uid is { } uid && uid != old.Uid)
            {
                throw Refusals.OtherUid(kind, name, uid, old.Uid);
            }

            if (options.ResourceVersion is { } version && version != old.Root.Text("metadata", "resourceVersion"))
            {
                throw Refusals.OtherVersion(kind, name, version, old.Root.Text("metadata", "resourceVersion")!);
            }

            var root = old.Root.Copy();
            var metadata = root.Ensure("metadata");
            var wasTerminating = old.IsTerminating;
            var grace = kind == ResourceKinds.Pods ? Deletion.GraceSecondsOf(old, options) : 0;
            Deletion.ApplyPropagation(metadata, options.Propagation);
            if (kind == ResourceKinds.Namespaces)
            {
                root.Ensure("status")["phase"] = "Terminating";
            }

            var finalizers = metadata.Texts("finalizers").Any() || (kind == ResourceKinds.Namespaces && root.Texts("spec", "finalizers").Any());
            var shorter = !wasTerminating || grace < (metadata.Number("deletionGracePeriodSeconds") ?? 0);
            if (shorter)
            {
                metadata["deletionTimestamp"] = Now.AddSeconds(grace).ToStamp();
                metadata["deletionGracePeriodSeconds"] = grace;
                if (!wasTerminating && kind.HasGeneration)
                {
                    metadata["generation"] = (metadata.Number("generation") ?? 0) + 1;
                }
            }

            if (options.DryRun)
            {
                return (old, grace == 0 && !finalizers);
            }

            if (grace == 0 && !finalizers)
            {
                // A graceful deletion that ends is seen as such once more before the object goes.
                var last = wasTerminating && shorter ? store.Write(kind, root) : old;
                return (store.Remove(last), true);
            }

            return (root.SameAs(old.Root) ? old : store.Write(kind, root), false);
        }
    }

    private static bool IsFinished(StoredObject old, JsonObject root)
        => old.IsTerminating && !root.Texts("metadata", "finalizers").Any()
            && (old.Kind != ResourceKinds.Namespaces || !root.Texts("spec", "finalizers").Any())
            && (root.Number("metadata", "deletionGracePeriodSeconds") ?? 0) == 0;

    private void CheckNamespace(ResourceKind kind, string @namespace, string name)
    {
        var home = store.Get(ResourceKinds.Namespaces, "", @namespace) ?? throw Refusals.NotFound(ResourceKinds.Namespaces, @namespace);
        if (home.IsTerminating)
        {
            throw Refusals.Forbidden($"{kind.QualifiedPlural} \"{name}\" is forbidden: unable to create new content in namespace {@namespace} because it is being terminated");
        }
    }
}
