using StatefulDashboard.DemoCluster.ApiServer.Objects;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>
/// Role-based access control as Kubernetes evaluates it (pkg/registry/rbac/validation/rule.go and plugin/pkg/auth/authorizer/rbac): what no rule
/// allows is refused, there is no rule that refuses, and system:masters need none.
/// </summary>
internal sealed class Authorizer(PolicyIndex policies)
{
    public AccessDecision Decide(Requester requester, AccessRequest request)
    {
        if (requester.IsMaster)
        {
            return new AccessDecision(true, "");
        }

        List<string> errors = [];
        foreach (var (binding, subject, rules) in Granted(requester, request.Namespace, errors))
        {
            if (Array.Exists(rules, rule => rule.Allows(request)))
            {
                return new AccessDecision(true, $"RBAC: allowed by {binding.Describe(subject)}");
            }
        }

        return new AccessDecision(false, errors.Count == 0 ? "" : $"RBAC: {GoText.Aggregate(errors)}");
    }

    /// <exception cref="ApiException">403: no rule allows it.</exception>
    public void Demand(Requester requester, AccessRequest request)
    {
        if (Decide(requester, request) is { IsAllowed: false } refused)
        {
            throw Refusals.Forbidden(requester, request, refused.Reason);
        }
    }

    /// <summary>Every rule that counts for somebody in a namespace (empty: in the whole cluster), and what could not be read.</summary>
    public (IReadOnlyList<PolicyRule> Rules, IReadOnlyList<string> Errors) RulesFor(Requester requester, string @namespace)
    {
        List<string> errors = [];
        PolicyRule[] rules = [.. Granted(requester, @namespace, errors).SelectMany(g => g.Rules)];
        return (rules, errors);
    }

    /// <summary>The rules of a role; null when there is no such role.</summary>
    public PolicyRule[]? RulesOf(RoleReference role, string bindingNamespace) => policies.RulesOf(role, bindingNamespace);

    private IEnumerable<(PolicyBinding Binding, PolicySubject Subject, PolicyRule[] Rules)> Granted(Requester requester, string @namespace, List<string> errors)
    {
        HashSet<string> keys = new(requester.Groups.Select(PolicySubject.GroupKey), StringComparer.Ordinal) { PolicySubject.UserKey(requester.Name) };
        string[] places = @namespace.Length == 0 ? [""] : ["", @namespace];
        foreach (var (binding, subject) in places.SelectMany(place => policies.BindingsOf(place, keys)))
        {
            if (policies.RulesOf(binding.Role, binding.Namespace) is { } rules)
            {
                yield return (binding, subject, rules);
            }
            else
            {
                errors.Add($"{binding.Role.Kind.ToLowerInvariant()}.rbac.authorization.k8s.io {GoText.Quote(binding.Role.Name)} not found");
            }
        }
    }
}
