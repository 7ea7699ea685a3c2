using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Somebody whom a binding names.</summary>
/// <param name="Key">What a requester is found by, see <see cref="UserKey"/> and <see cref="GroupKey"/>; null for one who can be nobody.</param>
internal sealed record PolicySubject(string? Key, string Description)
{
    public static string UserKey(string user) => "u:" + user;

    public static string GroupKey(string group) => "g:" + group;

    public static PolicySubject From(JsonObject subject, string bindingNamespace)
    {
        var (kind, name) = (subject.Text("kind") ?? "", subject.Text("name") ?? "");
        if (kind != "ServiceAccount")
        {
            return new(kind switch { "User" => UserKey(name), "Group" => GroupKey(name), _ => null }, $"{kind} {GoText.Quote(name)}");
        }

        var home = subject.Text("namespace") is { Length: > 0 } given ? given : bindingNamespace;
        return new(home.Length == 0 ? null : UserKey(Requester.ServiceAccountName(home, name)), $"{kind} {GoText.Quote($"{name}/{home}")}");
    }
}
