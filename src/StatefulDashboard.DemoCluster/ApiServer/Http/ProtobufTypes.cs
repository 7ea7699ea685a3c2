namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>
/// The field numbers of the types that kubectl sends in protobuf, as k8s.io/api's generated.proto and kubectl's own requests have
/// them; of each type what kubectl's create commands fill in.
/// </summary>
internal static class ProtobufTypes
{
    public static readonly Dictionary<string, Dictionary<int, (string Name, string Type)>> All = new(StringComparer.Ordinal)
    {
        ["Metadata"] = new() { [1] = ("name", "string"), [2] = ("generateName", "string"), [3] = ("namespace", "string"), [5] = ("uid", "string"), [6] = ("resourceVersion", "string"), [11] = ("labels", "map"), [12] = ("annotations", "map") },
        ["Namespace"] = new() { [1] = ("metadata", "Metadata"), [3] = ("status", "status") },
        ["ServiceAccount"] = new() { [1] = ("metadata", "Metadata") },
        ["ConfigMap"] = new() { [1] = ("metadata", "Metadata"), [2] = ("data", "map") },
        ["Eviction"] = new() { [1] = ("metadata", "Metadata"), [2] = ("deleteOptions", "DeleteOptions") },
        ["DeleteOptions"] = new() { [1] = ("gracePeriodSeconds", "int"), [2] = ("preconditions", "Preconditions"), [3] = ("orphanDependents", "bool"), [4] = ("propagationPolicy", "string"), [5] = ("dryRun", "strings") },
        ["Preconditions"] = new() { [1] = ("uid", "string"), [2] = ("resourceVersion", "string") },
        ["SelfSubjectAccessReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "AccessSpec"), [3] = ("status", "status") },
        ["SubjectAccessReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "SubjectAccessSpec"), [3] = ("status", "status") },
        ["LocalSubjectAccessReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "SubjectAccessSpec"), [3] = ("status", "status") },
        ["SubjectAccessSpec"] = new() { [1] = ("resourceAttributes", "ResourceAttributes"), [2] = ("nonResourceAttributes", "PathAttributes"), [3] = ("user", "string"), [4] = ("groups", "strings"), [6] = ("uid", "string") },
        ["TokenReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "TokenSpec"), [3] = ("status", "status") },
        ["TokenSpec"] = new() { [1] = ("token", "string"), [2] = ("audiences", "strings") },
        ["AccessSpec"] = new() { [1] = ("resourceAttributes", "ResourceAttributes"), [2] = ("nonResourceAttributes", "PathAttributes") },
        ["ResourceAttributes"] = new() { [1] = ("namespace", "string"), [2] = ("verb", "string"), [3] = ("group", "string"), [4] = ("version", "string"), [5] = ("resource", "string"), [6] = ("subresource", "string"), [7] = ("name", "string") },
        ["PathAttributes"] = new() { [1] = ("path", "string"), [2] = ("verb", "string") },
        ["SelfSubjectRulesReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "RulesSpec"), [3] = ("status", "status") },
        ["RulesSpec"] = new() { [1] = ("namespace", "string") },
        ["SelfSubjectReview"] = new() { [1] = ("metadata", "Metadata"), [2] = ("status", "status") },
        ["Secret"] = new() { [1] = ("metadata", "Metadata"), [2] = ("data", "map of bytes"), [3] = ("type", "string") },
        ["Service"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "ServiceSpec"), [3] = ("status", "status") },
        ["ServiceSpec"] = new() { [1] = ("ports", "list ServicePort"), [2] = ("selector", "map"), [3] = ("clusterIP", "string"), [4] = ("type", "string"), [10] = ("externalName", "string") },
        ["ServicePort"] = new() { [1] = ("name", "string"), [2] = ("protocol", "string"), [3] = ("port", "int"), [4] = ("targetPort", "number or text"), [5] = ("nodePort", "int") },
        ["IntOrString"] = new() { [1] = ("type", "int"), [2] = ("number", "int"), [3] = ("text", "string") },
        ["Quantity"] = new() { [1] = ("string", "string") },
        ["Selector"] = new() { [1] = ("matchLabels", "map") },
        ["PodDisruptionBudget"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "BudgetSpec"), [3] = ("status", "status") },
        ["BudgetSpec"] = new() { [1] = ("minAvailable", "number or text"), [2] = ("selector", "Selector"), [3] = ("maxUnavailable", "number or text") },
        ["ResourceQuota"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "QuotaSpec"), [3] = ("status", "status") },
        ["QuotaSpec"] = new() { [1] = ("hard", "map of quantities"), [2] = ("scopes", "strings") },
        ["Role"] = new() { [1] = ("metadata", "Metadata"), [2] = ("rules", "list Rule") },
        ["ClusterRole"] = new() { [1] = ("metadata", "Metadata"), [2] = ("rules", "list Rule") },
        ["Rule"] = new() { [1] = ("verbs", "strings"), [2] = ("apiGroups", "strings"), [3] = ("resources", "strings"), [4] = ("resourceNames", "strings"), [5] = ("nonResourceURLs", "strings") },
        ["RoleBinding"] = new() { [1] = ("metadata", "Metadata"), [2] = ("subjects", "list Subject"), [3] = ("roleRef", "RoleReference") },
        ["ClusterRoleBinding"] = new() { [1] = ("metadata", "Metadata"), [2] = ("subjects", "list Subject"), [3] = ("roleRef", "RoleReference") },
        ["Subject"] = new() { [1] = ("kind", "string"), [2] = ("apiGroup", "string"), [3] = ("name", "string"), [4] = ("namespace", "string") },
        ["RoleReference"] = new() { [1] = ("apiGroup", "string"), [2] = ("kind", "string"), [3] = ("name", "string") },
        ["Deployment"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "DeploymentSpec"), [3] = ("status", "status") },
        ["DeploymentSpec"] = new() { [1] = ("replicas", "int"), [2] = ("selector", "Selector"), [3] = ("template", "PodTemplate"), [4] = ("strategy", "Strategy") },
        ["Strategy"] = new() { [1] = ("type", "string") },
        ["PodTemplate"] = new() { [1] = ("metadata", "Metadata"), [2] = ("spec", "PodSpec") },
        ["PodSpec"] = new() { [2] = ("containers", "list Container") },
        ["Container"] = new() { [1] = ("name", "string"), [2] = ("image", "string"), [3] = ("command", "strings"), [6] = ("ports", "list ContainerPort") },
        ["ContainerPort"] = new() { [3] = ("containerPort", "int") },
        ["Envelope"] = new() { [1] = ("type", "TypeMeta"), [2] = ("raw", "bytes") },
        ["TypeMeta"] = new() { [1] = ("apiVersion", "string"), [2] = ("kind", "string") },
    };
}
