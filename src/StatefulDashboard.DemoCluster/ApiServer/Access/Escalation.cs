using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>
/// Nobody gives away what they do not have: writing a role takes all of its rules, or the verb escalate; writing a binding takes all of the role's
/// rules, or the verb bind on it (kubernetes pkg/registry/rbac/{role,clusterrole,rolebinding,clusterrolebinding}/policybased).
/// </summary>
internal sealed class Escalation(Authorizer authorizer)
{
    private static readonly string[] CollectorFields = ["ownerReferences", "finalizers", "managedFields", "resourceVersion"];

    /// <summary>What is asked before an object of this kind is stored; null for a kind that gives no rights, and for somebody who has them all.</summary>
    public WriteGuard? GuardFor(RequestAccess access, ResourceKind kind)
        => access.Requester.IsMaster ? null
            : kind == ResourceKinds.Roles || kind == ResourceKinds.ClusterRoles ? (root, old) => CheckRole(access, kind, root, old)
            : kind == ResourceKinds.RoleBindings || kind == ResourceKinds.ClusterRoleBindings ? (root, old) => CheckBinding(access, kind, root, old)
            : null;

    private void CheckRole(RequestAccess access, ResourceKind kind, JsonObject root, JsonObject? old)
    {
        if (IsOnlyForTheCollector(root, old) || MayEscalate(access))
        {
            return;
        }

        if (kind == ResourceKinds.ClusterRoles && root["aggregationRule"] is not null)
        {
            var all = new PolicyRule([PolicyRule.All], [PolicyRule.All], [PolicyRule.All], [], []);
            var everyPath = new PolicyRule([PolicyRule.All], [], [], [], [PolicyRule.All]);
            if (Missing(access, [all, everyPath]) is not null)
            {
                throw Refused(kind, root, "must have cluster-admin privileges to use the aggregationRule");
            }
        }

        Demand(access, kind, root, [.. root.Items("rules").Select(PolicyRule.From)]);
    }

    private void CheckBinding(RequestAccess access, ResourceKind kind, JsonObject root, JsonObject? old)
    {
        var role = RoleReference.From(root);
        if (IsOnlyForTheCollector(root, old) || MayBind(access, role))
        {
            return;
        }

        var referred = role.Kind == "Role" ? ResourceKinds.Roles : ResourceKinds.ClusterRoles;
        Demand(access, kind, root, authorizer.RulesOf(role, access.Request.Namespace) ?? throw Refusals.NotFound(referred, role.Name));
    }

    private bool MayEscalate(RequestAccess access)
        => authorizer.Decide(access.Requester, access.Request with { Verb = "escalate", Subresource = "" }).IsAllowed;

    private bool MayBind(RequestAccess access, RoleReference role)
        => authorizer.Decide(access.Requester, AccessRequest.OnResource("bind") with
        {
            Group = role.Group, Version = "*", Resource = role.Kind == "Role" ? "roles" : "clusterroles", Namespace = access.Request.Namespace, Name = role.Name,
        }).IsAllowed;

    private void Demand(RequestAccess access, ResourceKind kind, JsonObject root, PolicyRule[] given)
    {
        if (RuleCover.Combinations(given) is var combinations and > RuleCover.MostCombinations)
        {
            throw Refused(kind, root, $"its rules make {combinations} combinations of group, resource, verb and name, and the demo cluster compares at most {RuleCover.MostCombinations}; write fewer in one role");
        }

        if (Missing(access, given) is { } missing)
        {
            throw Refused(kind, root, missing);
        }
    }

    private string? Missing(RequestAccess access, IReadOnlyList<PolicyRule> given)
    {
        var requester = access.Requester;
        var (owned, errors) = authorizer.RulesFor(requester, access.Request.Namespace);
        var missing = RuleCover.Missing(owned, given);
        return missing.Length == 0 ? null
            : $"user {GoText.Quote(requester.Name)} (groups={GoText.Quote(requester.Groups)}) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', missing)}"
                + (errors.Count > 0 ? $"; resolution errors: [{GoText.Aggregate(errors)}]" : "");
    }

    private static ApiException Refused(ResourceKind kind, JsonObject root, string why) => Refusals.Forbidden(kind.Group, kind.Plural, root.Text("metadata", "name") ?? "", why);

    // the garbage collector, and who lets it go on, must be able to end what they could not write
    private static bool IsOnlyForTheCollector(JsonObject root, JsonObject? old) => old is not null && Without(root).SameAs(Without(old));

    private static JsonObject Without(JsonObject root)
    {
        var copy = root.Copy();
        foreach (var field in CollectorFields)
        {
            copy.Ensure("metadata").Remove(field);
        }

        return copy;
    }
}
