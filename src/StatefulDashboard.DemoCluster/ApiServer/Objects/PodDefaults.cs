using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The values that the API server puts into pods and pod templates (kubernetes pkg/apis/core/v1/defaults.go and its admission plugins).</summary>
internal static class PodDefaults
{
    public static void Template(JsonObject spec)
    {
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            Container(container);
        }

        foreach (var volume in spec.Items("volumes"))
        {
            Volume(volume);
        }

        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        if (spec.Text("serviceAccountName") is { } account)
        {
            spec.Default("serviceAccount", account);
        }
        else if (spec.Text("serviceAccount") is { } old)
        {
            spec["serviceAccountName"] = old;
        }
    }

    public static void Pod(JsonObject pod, Identities identities)
    {
        var spec = pod.Ensure("spec");
        spec.Default("serviceAccountName", "default");
        Template(spec);
        if (!spec.Items("volumes").Any(v => v.Text("name")?.StartsWith("kube-api-access-", StringComparison.Ordinal) == true)
            && spec.At("automountServiceAccountToken")?.GetValue<bool>() != false)
        {
            AddToken(spec, identities);
        }

        if (spec["tolerations"] is not JsonArray tolerations)
        {
            spec["tolerations"] = tolerations = [];
        }

        foreach (var key in (string[])["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (!tolerations.OfType<JsonObject>().Any(t => t.Text("key") == key))
            {
                tolerations.Add(new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
            }
        }

        spec.Default("priority", 0);
        spec.Default("enableServiceLinks", true);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
    }

    /// <summary>The pod as it was before admission added the account, its token and what every pod tolerates.</summary>
    public static JsonObject BeforeAdmission(JsonObject pod, JsonObject sent)
    {
        var copy = pod.Copy();
        var spec = copy.Ensure("spec");
        foreach (var field in (string[])["serviceAccountName", "serviceAccount", "tolerations", "priority", "preemptionPolicy"])
        {
            if (sent.At("spec", field) is null)
            {
                spec.Remove(field);
            }
        }

        RemoveToken(spec, "volumes");
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            RemoveToken(container, "volumeMounts");
        }

        return copy;
    }

    private static void RemoveToken(JsonObject node, string list)
    {
        foreach (var item in node.Items(list).Where(i => i.Text("name")?.StartsWith("kube-api-access-", StringComparison.Ordinal) == true).ToArray())
        {
            ((JsonArray)node[list]!).Remove(item);
        }

        if (node[list] is JsonArray { Count: 0 })
        {
            node.Remove(list);
        }
    }

    public static JsonObject NewStatus(JsonObject spec) => new() { ["phase"] = "Pending", ["qosClass"] = QualityOf(spec) };

    private static string QualityOf(JsonObject spec)
    {
        var resources = spec.Items("containers").Select(c => c.Object("resources")).ToArray();
        if (resources.All(r => r.Object("requests") is null or { Count: 0 } && r.Object("limits") is null or { Count: 0 }))
        {
            return "BestEffort";
        }

        return resources.All(r => r.Object("limits") is { } limits && limits.ContainsKey("cpu") && limits.ContainsKey("memory")
            && (r.Object("requests") is not { Count: > 0 } requests || requests.All(e => limits[e.Key].SameAs(e.Value)))) ? "Guaranteed" : "Burstable";
    }

    private static void Container(JsonObject container)
    {
        foreach (var port in container.Items("ports"))
        {
            port.Default("protocol", "TCP");
        }

        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container.Object(probe) is { } found)
            {
                found.Default("timeoutSeconds", 1);
                found.Default("periodSeconds", 10);
                found.Default("successThreshold", 1);
                found.Default("failureThreshold", 3);
                found.Object("httpGet")?.Default("scheme", "HTTP");
            }
        }

        foreach (var variable in container.Items("env"))
        {
            variable.Object("valueFrom", "fieldRef")?.Default("apiVersion", "v1");
        }

        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        var image = container.Text("image") ?? "";
        var tag = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? image[(colon + 1)..] : "latest";
        container.Default("imagePullPolicy", tag == "latest" && !image.Contains('@', StringComparison.Ordinal) ? "Always" : "IfNotPresent");
    }

    private static void Volume(JsonObject volume)
    {
        foreach (var source in (string[])["configMap", "secret", "projected", "downwardAPI"])
        {
            volume.Object(source)?.Default("defaultMode", 420);
        }

        volume.Object("hostPath")?.Default("type", "");
    }

    private static void AddToken(JsonObject spec, Identities identities)
    {
        var name = "kube-api-access-" + identities.Suffix();
        if (spec["volumes"] is not JsonArray volumes)
        {
            spec["volumes"] = volumes = [];
        }

        volumes.Add(new JsonObject
        {
            ["name"] = name,
            ["projected"] = new JsonObject
            {
                ["sources"] = new JsonArray(
                    new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } },
                    new JsonObject { ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt", ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }) } },
                    new JsonObject { ["downwardAPI"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["path"] = "namespace", ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" } }) } }),
                ["defaultMode"] = 420,
            },
        });
        foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            if (container["volumeMounts"] is not JsonArray mounts)
            {
                container["volumeMounts"] = mounts = [];
            }

            mounts.Add(new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = "/var/run/secrets/kubernetes.io/serviceaccount" });
        }
    }
}
