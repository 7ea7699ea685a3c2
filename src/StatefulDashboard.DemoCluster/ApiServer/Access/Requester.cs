using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Who makes a request: the person of the token, or who is impersonated.</summary>
/// <param name="Groups">All of them, those that come of themselves too.</param>
/// <param name="Extra">Further facts, by key; RBAC does not look at them.</param>
internal sealed record Requester(string Name, string Uid, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, IReadOnlyList<string>> Extra)
{
    public const string Masters = "system:masters";
    public const string Authenticated = "system:authenticated";
    public const string Unauthenticated = "system:unauthenticated";
    public const string Anonymous = "system:anonymous";

    private const string ServiceAccountPrefix = "system:serviceaccount:";

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> NoExtra { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Whether no rule is needed for anything (the group system:masters).</summary>
    public bool IsMaster => Groups.Contains(Masters);

    public static string ServiceAccountName(string @namespace, string name) => $"{ServiceAccountPrefix}{@namespace}:{name}";

    /// <summary>The namespace and name of a ServiceAccount's user name; null when it is none.</summary>
    public static (string Namespace, string Name)? ServiceAccountOf(string user)
        => user.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal) && user[ServiceAccountPrefix.Length..].Split(':') is [{ Length: > 0 } home, { Length: > 0 } name] ? (home, name) : null;

    /// <summary>The groups that a ServiceAccount is in by its name.</summary>
    public static string[] ServiceAccountGroups(string @namespace) => ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}"];

    /// <summary>As reviews tell it (authentication.k8s.io/v1 UserInfo).</summary>
    public JsonObject ToUserInfo()
    {
        var info = new JsonObject { ["username"] = Name };
        if (Uid.Length > 0)
        {
            info["uid"] = Uid;
        }

        info["groups"] = Groups.ToJsonArray();
        if (Extra.Count > 0)
        {
            info["extra"] = new JsonObject(Extra.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value.ToJsonArray())));
        }

        return info;
    }
}
