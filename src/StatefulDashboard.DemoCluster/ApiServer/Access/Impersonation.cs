using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Acting as somebody else by the Impersonate headers (k8s.io/apiserver pkg/endpoints/filters/impersonation.go): each thing that is taken on must be allowed.</summary>
internal sealed class Impersonation(Authorizer authorizer)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <summary>Who the request is made as: the requester where it takes on nobody.</summary>
    /// <exception cref="ApiException">403: this may not be taken on; 400: something is taken on without a user.</exception>
    public Requester Apply(Requester requester, HttpRequest request)
    {
        var user = request.Headers[UserHeader].FirstOrDefault() ?? "";
        var uid = request.Headers[UidHeader].FirstOrDefault() ?? "";
        string[] groups = [.. request.Headers[GroupHeader].OfType<string>()];
        var extra = ExtraOf(request);
        if (user.Length == 0)
        {
            return groups.Length == 0 && uid.Length == 0 && extra.Count == 0 ? requester
                : throw Refusals.BadRequest($"requested {string.Join(", ", Named(groups, uid, extra))} without impersonating a user");
        }

        var account = Requester.ServiceAccountOf(user);
        Demand(requester, account is { } known
            ? AccessRequest.OnResource("impersonate") with { Version = "v1", Resource = "serviceaccounts", Namespace = known.Namespace, Name = known.Name }
            : AccessRequest.OnResource("impersonate") with { Version = "v1", Resource = "users", Name = user });
        foreach (var group in groups)
        {
            Demand(requester, AccessRequest.OnResource("impersonate") with { Version = "v1", Resource = "groups", Name = group });
        }

        foreach (var (key, values) in extra)
        {
            foreach (var value in values)
            {
                Demand(requester, AccessRequest.OnResource("impersonate") with { Group = AuthenticationGroup, Version = "v1", Resource = "userextras", Subresource = key, Name = value });
            }
        }

        if (uid.Length > 0)
        {
            Demand(requester, AccessRequest.OnResource("impersonate") with { Group = AuthenticationGroup, Version = "v1", Resource = "uids", Name = uid });
        }

        return new Requester(user, uid, WithOwn(user, groups.Length == 0 && account is { } named ? Requester.ServiceAccountGroups(named.Namespace) : groups), extra);
    }

    private void Demand(Requester requester, AccessRequest request) => authorizer.Demand(requester, request);

    // a group that says whether somebody is known comes of itself
    private static IReadOnlyList<string> WithOwn(string user, string[] groups)
    {
        var own = user == Requester.Anonymous ? Requester.Unauthenticated : Requester.Authenticated;
        return groups.Contains(Requester.Authenticated) || groups.Contains(Requester.Unauthenticated) ? groups : [.. groups, own];
    }

    private static Dictionary<string, IReadOnlyList<string>> ExtraOf(HttpRequest request)
    {
        Dictionary<string, IReadOnlyList<string>> extra = new(StringComparer.Ordinal);
        foreach (var (name, values) in request.Headers)
        {
            if (name.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var key = Uri.UnescapeDataString(name[ExtraPrefix.Length..].ToLowerInvariant());
                extra[key] = [.. extra.GetValueOrDefault(key) ?? [], .. values.OfType<string>()];
            }
        }

        return extra;
    }

    private static IEnumerable<string> Named(string[] groups, string uid, Dictionary<string, IReadOnlyList<string>> extra)
        => [.. groups.Select(g => $"the group {GoText.Quote(g)}"), .. uid.Length > 0 ? [$"the uid {GoText.Quote(uid)}"] : Array.Empty<string>(), .. extra.Keys.Select(k => $"the extra {GoText.Quote(k)}")];
}
