using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What roles and bindings must look like, and what is filled in (kubernetes pkg/apis/rbac/validation and pkg/apis/rbac/v1/defaults.go).</summary>
internal static class RoleRules
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Default(ResourceKind kind, JsonObject root)
    {
        if (!IsBinding(kind))
        {
            return;
        }

        if (root.Object("roleRef") is { } role && string.IsNullOrEmpty(role.Text("apiGroup")))
        {
            role["apiGroup"] = Group;
        }

        foreach (var subject in root.Items("subjects").Where(s => s.Text("kind") is "User" or "Group" && string.IsNullOrEmpty(s.Text("apiGroup"))))
        {
            subject["apiGroup"] = Group;
        }
    }

    public static void Check(ResourceKind kind, JsonObject root, JsonObject? old, List<FieldFault> faults)
    {
        if (kind == ResourceKinds.Roles || kind == ResourceKinds.ClusterRoles)
        {
            Each(root, "rules", (rule, at) => Rule(rule, kind.Namespaced, at, faults));
        }
        else if (IsBinding(kind))
        {
            Role(root.Object("roleRef"), kind.Namespaced, faults);
            Each(root, "subjects", (subject, at) => Subject(subject, kind.Namespaced, at, faults));
            if (old is not null && !old.At("roleRef").SameAs(root.At("roleRef")))
            {
                var given = new JsonObject { ["APIGroup"] = root.Text("roleRef", "apiGroup") ?? "", ["Kind"] = root.Text("roleRef", "kind") ?? "", ["Name"] = root.Text("roleRef", "name") ?? "" };
                faults.Add(FieldFault.Invalid("roleRef", given.ToJsonString(JsonAccess.Plain), "cannot change roleRef"));
            }
        }
    }

    private static bool IsBinding(ResourceKind kind) => kind == ResourceKinds.RoleBindings || kind == ResourceKinds.ClusterRoleBindings;

    private static void Each(JsonObject root, string list, Action<JsonObject, string> check)
    {
        foreach (var (item, i) in root.Items(list).Select((item, i) => (item, i)))
        {
            check(item, $"{list}[{i}]");
        }
    }

    private static void Rule(JsonObject rule, bool isNamespaced, string at, List<FieldFault> faults)
    {
        if (!rule.Texts("verbs").Any())
        {
            faults.Add(FieldFault.Required($"{at}.verbs", "verbs must contain at least one value"));
        }

        if (rule.Texts("nonResourceURLs").Any())
        {
            var paths = rule["nonResourceURLs"]!.ToJsonString(JsonAccess.Plain);
            if (isNamespaced)
            {
                faults.Add(FieldFault.Invalid($"{at}.nonResourceURLs", paths, "namespaced rules cannot apply to non-resource URLs"));
            }

            if (rule.Texts("apiGroups").Concat(rule.Texts("resources")).Concat(rule.Texts("resourceNames")).Any())
            {
                faults.Add(FieldFault.Invalid($"{at}.nonResourceURLs", paths, "rules cannot apply to both regular resources and non-resource URLs"));
            }

            return;
        }

        if (!rule.Texts("apiGroups").Any())
        {
            faults.Add(FieldFault.Required($"{at}.apiGroups", "resource rules must supply at least one api group"));
        }

        if (!rule.Texts("resources").Any())
        {
            faults.Add(FieldFault.Required($"{at}.resources", "resource rules must supply at least one resource"));
        }
    }

    private static void Role(JsonObject? role, bool isNamespaced, List<FieldFault> faults)
    {
        string[] kinds = isNamespaced ? ["ClusterRole", "Role"] : ["ClusterRole"];
        if (role.Text("apiGroup") is var group && group != Group)
        {
            faults.Add(FieldFault.NotSupported("roleRef.apiGroup", group ?? "", Group));
        }

        if (role.Text("kind") is var kind && !kinds.Contains(kind))
        {
            faults.Add(FieldFault.NotSupported("roleRef.kind", kind ?? "", kinds));
        }

        if (string.IsNullOrEmpty(role.Text("name")))
        {
            faults.Add(FieldFault.Required("roleRef.name", ""));
        }
    }

    private static void Subject(JsonObject subject, bool isNamespaced, string at, List<FieldFault> faults)
    {
        if (string.IsNullOrEmpty(subject.Text("name")))
        {
            faults.Add(FieldFault.Required($"{at}.name", ""));
        }

        var group = subject.Text("apiGroup") ?? "";
        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                if (group.Length > 0)
                {
                    faults.Add(FieldFault.NotSupported($"{at}.apiGroup", group, ""));
                }

                if (!isNamespaced && string.IsNullOrEmpty(subject.Text("namespace")))
                {
                    faults.Add(FieldFault.Required($"{at}.namespace", ""));
                }

                break;
            case "User" or "Group":
                if (group != Group)
                {
                    faults.Add(FieldFault.NotSupported($"{at}.apiGroup", group, Group));
                }

                break;
            case var other:
                faults.Add(FieldFault.NotSupported($"{at}.kind", other ?? "", "Group", "ServiceAccount", "User"));
                break;
        }
    }
}
