using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The admission plugins that refuse with 403: PersistentVolumeClaimResize and ResourceQuota.</summary>
internal static class Admission
{
    /// <summary>Throws the refusal when the request may not pass.</summary>
    /// <param name="old">What is stored; null when something is created.</param>
    public static void Check(ResourceStore store, ResourceKind kind, JsonObject root, JsonObject? old)
    {
        if (kind == ResourceKinds.Claims && old is not null)
        {
            Resize(store, root, old);
        }

        if (kind.Namespaced && (old is null || kind == ResourceKinds.Claims))
        {
            Quota(store, kind, root, old);
        }
    }

    private static void Resize(ResourceStore store, JsonObject root, JsonObject old)
    {
        if (Quantity.Bytes(root.Text("spec", "resources", "requests", "storage")) <= Quantity.Bytes(old.Text("spec", "resources", "requests", "storage")))
        {
            return;
        }

        if (old.Text("status", "phase") != "Bound")
        {
            throw Refuse(ResourceKinds.Claims, root, "Only bound persistent volume claims can be expanded");
        }

        if (store.Get(ResourceKinds.StorageClasses, "", old.Text("spec", "storageClassName") ?? "") is not { } storageClass || !storageClass.Root.Flag("allowVolumeExpansion"))
        {
            throw Refuse(ResourceKinds.Claims, root, "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
        }
    }

    private static void Quota(ResourceStore store, ResourceKind kind, JsonObject root, JsonObject? old)
    {
        var home = root.Text("metadata", "namespace") ?? "";
        foreach (var quota in store.In(ResourceKinds.ResourceQuotas, home))
        {
            var hard = quota.Root.Object("spec", "hard") ?? [];
            if (kind == ResourceKinds.Pods && QuotaUsage.Unspecified(root, hard.Select(e => e.Key)) is { Length: > 0 } missing)
            {
                throw Refuse(kind, root, $"failed quota: {quota.Name}: must specify {string.Join("; ", missing)}");
            }

            var asked = QuotaUsage.Of(kind, root);
            var before = old is null ? [] : QuotaUsage.Of(kind, old);
            var more = asked.Select(a => (a.Key, Amount: a.Value - before.GetValueOrDefault(a.Key))).Where(a => a.Amount > 0 && hard.ContainsKey(a.Key)).OrderBy(a => a.Key, StringComparer.Ordinal).ToArray();
            if (more.Length == 0)
            {
                continue;
            }

            var used = QuotaUsage.Used(store, home, hard.Select(e => e.Key));
            var exceeded = more.Where(a => used.GetValueOrDefault(a.Key) + a.Amount > QuotaUsage.Parse(hard.Text(a.Key))).ToArray();
            if (exceeded.Length > 0)
            {
                string Tell(Func<string, decimal> amount) => string.Join(',', exceeded.Select(e => $"{e.Key}={QuotaUsage.Format(e.Key, amount(e.Key))}"));
                throw Refuse(kind, root, $"exceeded quota: {quota.Name}, requested: {Tell(k => exceeded.First(e => e.Key == k).Amount)}, used: {Tell(k => used.GetValueOrDefault(k))}, "
                    + $"limited: {string.Join(',', exceeded.Select(e => $"{e.Key}={hard.Text(e.Key)}"))}");
            }
        }
    }

    private static ApiException Refuse(ResourceKind kind, JsonObject root, string why)
    {
        var name = root.Text("metadata", "name") ?? "";
        var details = new JsonObject { ["name"] = name };
        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kind.Plural;
        return Refusals.Of(403, "Forbidden", $"{kind.QualifiedPlural} \"{name}\" is forbidden: {why}", details);
    }
}
