using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>
/// Objects in the form of a real API server's: 1,000 sets of 10 pods with a claim each, about ten sets to a namespace. A pod is
/// filled up to its size with what fills real ones: environment, probes, and managedFields.
/// </summary>
internal static class SyntheticObjects
{
    public const int PodsOfSet = 10;
    public const int PodBytes = 8_500;

    private static readonly string[] ConditionTypes = ["PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready", "PodScheduled"];
    private static readonly DateTimeOffset Epoch = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static string NamespaceOf(int set) => "team-" + (set / 10).ToString("000", CultureInfo.InvariantCulture);

    public static string SetName(int set) => "db-" + set.ToString("0000", CultureInfo.InvariantCulture);

    public static byte[] StatefulSet(int set, long version) => Bytes(new JsonObject
    {
        ["kind"] = "StatefulSet",
        ["apiVersion"] = "apps/v1",
        ["metadata"] = Metadata(SetName(set), NamespaceOf(set), Uid(1, set), version, new() { ["app"] = SetName(set) }, "kube-controller-manager"),
        ["spec"] = new JsonObject
        {
            ["replicas"] = PodsOfSet,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = SetName(set) } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = SetName(set) } },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container(set)), ["terminationGracePeriodSeconds"] = 30 },
            },
            ["volumeClaimTemplates"] = new JsonArray(new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "data" },
                ["spec"] = ClaimSpec(),
                ["status"] = new JsonObject { ["phase"] = "Pending" },
            }),
            ["serviceName"] = SetName(set),
            ["podManagementPolicy"] = "OrderedReady",
            ["updateStrategy"] = new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["partition"] = 0 } },
            ["revisionHistoryLimit"] = 10,
        },
        ["status"] = new JsonObject
        {
            ["observedGeneration"] = 1,
            ["replicas"] = PodsOfSet,
            ["readyReplicas"] = PodsOfSet,
            ["availableReplicas"] = PodsOfSet,
            ["currentReplicas"] = PodsOfSet,
            ["updatedReplicas"] = PodsOfSet,
            ["currentRevision"] = SetName(set) + "-6fb5b8b459",
            ["updateRevision"] = SetName(set) + "-6fb5b8b459",
        },
    });

    /// <param name="note">Goes into a label, so that a client sees it.</param>
    public static byte[] Pod(int set, int ordinal, long version, string note, bool isReady)
    {
        var name = SetName(set) + "-" + ordinal.ToString(CultureInfo.InvariantCulture);
        var labels = new JsonObject
        {
            ["app"] = SetName(set),
            ["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture),
            ["controller-revision-hash"] = SetName(set) + "-6fb5b8b459",
            ["note"] = note,
            ["statefulset.kubernetes.io/pod-name"] = name,
        };
        var metadata = Metadata(name, NamespaceOf(set), Uid(2, (set * PodsOfSet) + ordinal), version, labels, "kubelet");
        metadata["generateName"] = SetName(set) + "-";
        metadata["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "apps/v1", ["kind"] = "StatefulSet", ["name"] = SetName(set), ["uid"] = Uid(1, set), ["controller"] = true, ["blockOwnerDeletion"] = true,
        });
        var pod = new JsonObject
        {
            ["kind"] = "Pod",
            ["apiVersion"] = "v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["volumes"] = new JsonArray(
                    new JsonObject { ["name"] = "data", ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = "data-" + name } },
                    new JsonObject { ["name"] = "kube-api-access-" + version.ToString("x5", CultureInfo.InvariantCulture), ["projected"] = new JsonObject { ["defaultMode"] = 420 } }),
                ["containers"] = new JsonArray(Container(set)),
                ["restartPolicy"] = "Always",
                ["terminationGracePeriodSeconds"] = 30,
                ["nodeName"] = "node-" + ((set + ordinal) % 200).ToString("000", CultureInfo.InvariantCulture),
                ["hostname"] = name,
                ["subdomain"] = SetName(set),
            },
            ["status"] = PodStatus(set, ordinal, isReady),
        };
        var missing = PodBytes - Encoding.UTF8.GetByteCount(pod.ToJsonString());
        metadata["managedFields"] = ManagedFields(missing);
        return Bytes(pod);
    }

    public static byte[] Claim(int set, int ordinal, long version)
    {
        var name = "data-" + SetName(set) + "-" + ordinal.ToString(CultureInfo.InvariantCulture);
        var spec = ClaimSpec();
        spec["volumeName"] = "pvc-" + Uid(4, (set * PodsOfSet) + ordinal);
        return Bytes(new JsonObject
        {
            ["kind"] = "PersistentVolumeClaim",
            ["apiVersion"] = "v1",
            ["metadata"] = Metadata(name, NamespaceOf(set), Uid(3, (set * PodsOfSet) + ordinal), version, new() { ["app"] = SetName(set) }, "kube-controller-manager"),
            ["spec"] = spec,
            ["status"] = new JsonObject { ["phase"] = "Bound", ["accessModes"] = new JsonArray("ReadWriteOnce"), ["capacity"] = new JsonObject { ["storage"] = "10Gi" } },
        });
    }

    /// <summary>A budget for each set, as is usual for what keeps data.</summary>
    public static byte[] Budget(int set, long version) => Bytes(new JsonObject
    {
        ["kind"] = "PodDisruptionBudget",
        ["apiVersion"] = "policy/v1",
        ["metadata"] = Metadata(SetName(set), NamespaceOf(set), Uid(5, set), version, new() { ["app"] = SetName(set) }, "kubectl-client-side-apply"),
        ["spec"] = new JsonObject { ["maxUnavailable"] = 1, ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = SetName(set) } } },
        ["status"] = new JsonObject { ["disruptionsAllowed"] = 1, ["currentHealthy"] = PodsOfSet, ["desiredHealthy"] = PodsOfSet - 1, ["expectedPods"] = PodsOfSet },
    });

    private static JsonObject Metadata(string name, string space, string uid, long version, JsonObject labels, string manager) => new()
    {
        ["name"] = name,
        ["namespace"] = space,
        ["uid"] = uid,
        ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture),
        ["generation"] = 1,
        ["creationTimestamp"] = At(0),
        ["labels"] = labels,
        ["annotations"] = new JsonObject { ["example.com/checked-by"] = manager },
    };

    private static JsonObject Container(int set) => new()
    {
        ["name"] = "db",
        ["image"] = "registry.example.com/database:" + (10 + (set % 7)).ToString(CultureInfo.InvariantCulture),
        ["env"] = new JsonArray([.. Enumerable.Range(0, 12).Select(index => (JsonNode)new JsonObject { ["name"] = "SETTING_" + index, ["value"] = "a value of setting " + index })]),
        ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "1Gi" } },
        ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "data", ["mountPath"] = "/var/lib/data" }),
        ["readinessProbe"] = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = 5432 }, ["periodSeconds"] = 10, ["failureThreshold"] = 3 },
        ["terminationMessagePath"] = "/dev/termination-log",
        ["imagePullPolicy"] = "IfNotPresent",
    };

    private static JsonObject PodStatus(int set, int ordinal, bool isReady)
    {
        var at = At(set);
        var conditions = ConditionTypes.Select(type => (JsonNode)new JsonObject { ["type"] = type, ["status"] = isReady || type is not ("Ready" or "ContainersReady") ? "True" : "False", ["lastProbeTime"] = null, ["lastTransitionTime"] = at });
        return new JsonObject
        {
            ["phase"] = "Running",
            ["conditions"] = new JsonArray([.. conditions]),
            ["hostIP"] = "172.20.0.3",
            ["podIP"] = string.Create(CultureInfo.InvariantCulture, $"10.{(set / 250) + 1}.{set % 250}.{ordinal + 1}"),
            ["startTime"] = at,
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "db",
                ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = at } },
                ["lastState"] = new JsonObject(),
                ["ready"] = isReady,
                ["restartCount"] = 0,
                ["image"] = "registry.example.com/database:" + (10 + (set % 7)).ToString(CultureInfo.InvariantCulture),
                ["imageID"] = "registry.example.com/database@sha256:0c7a1f",
                ["containerID"] = "containerd://" + Uid(5, (set * PodsOfSet) + ordinal),
                ["started"] = true,
            }),
            ["qosClass"] = "Burstable",
        };
    }

    private static JsonObject ClaimSpec() => new()
    {
        ["accessModes"] = new JsonArray("ReadWriteOnce"),
        ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = "10Gi" } },
        ["storageClassName"] = "fast",
        ["volumeMode"] = "Filesystem",
    };

    private static JsonArray ManagedFields(int bytes)
    {
        var fields = new JsonObject();
        var length = 180;
        for (var index = 0; length < bytes; index++)
        {
            var key = "f:field-" + index.ToString("0000", CultureInfo.InvariantCulture);
            fields[key] = new JsonObject { [".:"] = new JsonObject(), ["f:value"] = new JsonObject() };
            length += key.Length + 26;
        }

        return [new JsonObject { ["manager"] = "kubelet", ["operation"] = "Update", ["apiVersion"] = "v1", ["time"] = At(0), ["fieldsType"] = "FieldsV1", ["fieldsV1"] = fields, ["subresource"] = "status" }];
    }

    private static string At(long seconds) => Epoch.AddSeconds(seconds % 1_000_000).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Uid(int kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind:x8}-{number % 0xffff:x4}-4000-8000-{number:x12}");

    private static byte[] Bytes(JsonObject item) => Encoding.UTF8.GetBytes(item.ToJsonString());
}
