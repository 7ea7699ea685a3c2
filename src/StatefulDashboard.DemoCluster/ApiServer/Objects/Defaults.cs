using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What the API server fills in before it stores an object, so that stored objects look like a real cluster's.</summary>
internal sealed class Defaults(ResourceStore store, Identities identities, FeatureGates gates)
{
    private int lastClusterAddress = 10;

    public void Apply(ResourceKind kind, JsonObject root, bool isNew)
    {
        if (kind == ResourceKinds.Pods)
        {
            PodDefaults.Pod(root, identities);
            if (isNew)
            {
                root["status"] = PodDefaults.NewStatus(root.Ensure("spec"));
            }
        }
        else if (kind == ResourceKinds.StatefulSets)
        {
            StatefulSet(root.Ensure("spec"));
            if (isNew)
            {
                root["status"] = new JsonObject { ["replicas"] = 0, ["availableReplicas"] = 0 };
            }
        }
        else if (kind == ResourceKinds.Services)
        {
            Service(root, isNew);
        }
        else if (kind == ResourceKinds.Claims)
        {
            Claim(root, isNew);
        }
        else
        {
            Others(kind, root, isNew);
        }
    }

    private void StatefulSet(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("podManagementPolicy", "OrderedReady");
        spec.Default("serviceName", "");
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("partition", 0);
            if (!gates.MaxUnavailableStatefulSet)
            {
                strategy.Ensure("rollingUpdate").Remove("maxUnavailable");
            }
        }

        spec.Default("revisionHistoryLimit", 10);
        var retention = spec.Ensure("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
        spec.Ensure("template", "metadata");
        PodDefaults.Template(spec.Ensure("template", "spec"));
        foreach (var claim in spec.Items("volumeClaimTemplates"))
        {
            claim.Default("kind", "PersistentVolumeClaim");
            claim.Default("apiVersion", "v1");
            claim.Ensure("spec").Default("volumeMode", "Filesystem");
            claim.Ensure("spec").Default("resources", new JsonObject());
            claim["status"] = new JsonObject { ["phase"] = "Pending" };
        }
    }

    private void Service(JsonObject root, bool isNew)
    {
        var spec = root.Ensure("spec");
        foreach (var port in spec.Items("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
        }

        spec.Default("sessionAffinity", "None");
        spec.Default("type", "ClusterIP");
        if (spec.Text("type") != "ExternalName")
        {
            if (isNew && string.IsNullOrEmpty(spec.Text("clusterIP")))
            {
                spec["clusterIP"] = $"10.96.{lastClusterAddress / 250}.{Interlocked.Increment(ref lastClusterAddress) % 250}";
            }

            spec.Default("clusterIPs", new JsonArray(spec["clusterIP"]?.DeepClone()));
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
            spec.Default("internalTrafficPolicy", "Cluster");
        }

        root.Default("status", new JsonObject { ["loadBalancer"] = new JsonObject() });
    }

    private void Claim(JsonObject root, bool isNew)
    {
        var spec = root.Ensure("spec");
        spec.Default("volumeMode", "Filesystem");
        spec.Default("resources", new JsonObject());
        if (!isNew)
        {
            return;
        }

        // Only an absent class means the default one; the empty text means none.
        if (spec["storageClassName"] is null && store.All(ResourceKinds.StorageClasses).FirstOrDefault(c =>
            c.Root.Text("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true") is { } standard)
        {
            spec["storageClassName"] = standard.Name;
        }

        var metadata = root.Ensure("metadata");
        if (!metadata.Texts("finalizers").Contains("kubernetes.io/pvc-protection"))
        {
            metadata["finalizers"] = metadata.Texts("finalizers").Append("kubernetes.io/pvc-protection").ToJsonArray();
        }

        root["status"] = new JsonObject { ["phase"] = "Pending" };
    }

    private static void Others(ResourceKind kind, JsonObject root, bool isNew)
    {
        if (kind == ResourceKinds.Namespaces)
        {
            root.Ensure("metadata", "labels")["kubernetes.io/metadata.name"] = root.Text("metadata", "name");
            root.Ensure("spec").Default("finalizers", new JsonArray("kubernetes"));
            root.Default("status", new JsonObject { ["phase"] = "Active" });
        }
        else if (kind == ResourceKinds.Volumes)
        {
            var spec = root.Ensure("spec");
            spec.Default("persistentVolumeReclaimPolicy", "Retain");
            spec.Default("volumeMode", "Filesystem");
            if (isNew)
            {
                root.Ensure("metadata").Default("finalizers", new JsonArray("kubernetes.io/pv-protection"));
                root["status"] = new JsonObject { ["phase"] = "Pending" };
            }
        }
        else if (kind == ResourceKinds.StorageClasses)
        {
            root.Default("reclaimPolicy", "Delete");
            root.Default("volumeBindingMode", "Immediate");
        }
        else if (kind == ResourceKinds.DisruptionBudgets && isNew)
        {
            root["status"] = new JsonObject { ["disruptionsAllowed"] = 0, ["currentHealthy"] = 0, ["desiredHealthy"] = 0, ["expectedPods"] = 0 };
        }
        else if (kind == ResourceKinds.Secrets)
        {
            root.Default("type", "Opaque");
        }
        else if (kind == ResourceKinds.Deployments || kind == ResourceKinds.ReplicaSets || kind == ResourceKinds.DaemonSets)
        {
            WorkloadDefaults.Apply(kind, root, isNew);
        }
        else
        {
            RoleRules.Default(kind, root);
        }
    }
}
